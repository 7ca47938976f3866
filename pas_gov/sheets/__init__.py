"""Spreadsheets: tables from strangers' files, and promises as their rows, both ways."""
