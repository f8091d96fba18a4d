"""The faces of a brand, what stands behind them, and which of them has a character."""
