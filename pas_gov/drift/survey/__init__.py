"""What an organisation says and does, read and held against what it promised: its texts, its indicators, all of it."""
