"""The arrays and rows that the statistics share."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from framing.model import Estimate, Interval

LongArray = npt.NDArray[np.int64]
RealArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]
HashArray = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True, eq=False)
class Estimates:
    """Numbers with their 95% intervals, one row a term.

    Parameters
    ----------
    value, low, high : float arrays, shape (n_terms,)
        ``low`` and ``high`` are nan where the articles allow no interval; ``high`` may be infinite.
    overdispersed : bool array, shape (n_terms,)
        Whether the interval is that of the rule for few articles, which a report must say.
    """

    value: RealArray
    low: RealArray
    high: RealArray
    overdispersed: BoolArray

    def __getitem__(self, row: int) -> Estimate:
        low, high = float(self.low[row]), float(self.high[row])
        missing = np.isnan(low) or np.isnan(high)
        return Estimate(float(self.value[row]), None if missing else Interval(low, high))

    def take(self, rows: LongArray | BoolArray) -> Estimates:
        """Return some of the rows."""
        return Estimates(
            self.value[rows], self.low[rows], self.high[rows], self.overdispersed[rows]
        )

    def __len__(self) -> int:
        return len(self.value)
