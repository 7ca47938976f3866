"""What is set up in a folder, and whether it is as it should be: records, rules, the forge, writers, this machine."""
