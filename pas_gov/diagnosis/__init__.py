"""Diagnosis: a Promise Drift Report from an organisation's texts alone, before it has a promise on file."""
