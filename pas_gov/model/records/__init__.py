"""What is written: records as frozen data, read strictly, with every fault at its place."""
