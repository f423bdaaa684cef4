"""Scale: web archives by the month, read file by file to Parquet, on one machine or many."""
