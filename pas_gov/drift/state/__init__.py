"""The state of each promise, zone and Core: records, attestations, indicators, texts and waivers, put together once."""
