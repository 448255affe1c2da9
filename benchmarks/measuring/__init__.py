"""What the scripts of this folder share: one module a family of measures, plain functions."""
