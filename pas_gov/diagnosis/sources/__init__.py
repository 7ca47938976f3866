"""Where the texts of a diagnosis come from: folders, web archives, histories, sites; each gives pages as bytes."""
