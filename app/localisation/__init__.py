"""Knowledge of translations: how locale files are kept up to date, checked, joined, saved and exchanged."""
