"""From where a place was seen to be gone: from here alone, or elsewhere too."""
