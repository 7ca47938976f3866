"""One change, from refs to a report; and the forecast of a change that is not written yet."""
