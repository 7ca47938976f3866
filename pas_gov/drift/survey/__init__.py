"""An organisation's texts and indicators, read and compared with what it promised."""
