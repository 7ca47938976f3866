"""Writing: what each verb records, from its questions to the files. All of them are written, or none."""
