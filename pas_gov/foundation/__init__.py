"""What every room stands on: values cheap to import, patterns compiled late, progress that is told."""
