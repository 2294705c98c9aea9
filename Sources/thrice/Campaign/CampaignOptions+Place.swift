extension CampaignOptions {
    /// What of it other commands take as well.
    var place: CampaignPlace {
        var place = CampaignPlace()
        (place.file, place.seed, place.results) = (file, seed, results)
        return place
    }
}
