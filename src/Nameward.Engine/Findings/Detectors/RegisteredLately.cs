using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings.Detectors;

/// <summary>
/// A zone that was registered shortly before it is asked. Of domains in their first month some three in a hundred that a network asks are met by chance, and of adversaries'
/// perhaps one in eight is used so early, as those who prepare let theirs age: log2 of four is what it is worth, and half of that in the two months after.
/// </summary>
sealed class RegisteredLately : IDetector<Pair>, IDetector<Beacon>
{
    const int NewDays = 30, YoungDays = 90, MostDaysAfter = 7;
    const double NewBits = 2, YoungBits = 1;

    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new()
    {
        Id = "registered-lately",
        Title = "a zone registered shortly before it is asked",
        Techniques = ["T1583.001"],
        Triggers =
        [
            new("new-domain", Family.Intelligence,
                $"A feed of use newly-registered (a list of new domains, or answers of RDAP) has the zone: {NewBits:0} bits up to {NewDays} days after its registration, {YoungBits:0} up to {YoungDays}. "
                + $"A list without dates tells the day that it was made. Evidence from more than {MostDaysAfter} days before it is not compared.", BitRange.UpTo(NewBits)),
        ],
        Harmless = "a new product, campaign or event; a small business; a list that has old domains on it",
        Blind = "domains that were left to age; registries that publish no dates; zones of which no feed tells",
        Verify =
        [
            "Ask RDAP for the zone through a service that the adversary does not see (not its own name servers): registration date, registrar, name servers.",
            "See what else was registered on that day at that registrar with the same name servers.",
            "Innocent if the user knows the page, or a supplier of the site owns the domain.",
        ],
        Respond = Response.ToAChannel,
        Sources = ["RFC 9083 section 4.5 (events of RDAP)", "Infoblox 2023: Decoy Dog (strategic ageing of 14 to 120 days)", "attack.mitre.org/techniques/T1583/001"],
    };

    /// <inheritdoc/>
    public void Judge(Pair subject, Scene scene, ICollection<Signal> signals) => Judge(subject.Zones, subject.Day, scene, signals);

    /// <inheritdoc/>
    public void Judge(Beacon subject, Scene scene, ICollection<Signal> signals) => Judge(subject.Zones, null, scene, signals);

    /// <summary>Of several zones that are weighed together the youngest tells.</summary>
    void Judge(ImmutableArray<byte[]> zones, ushort? day, Scene scene, ICollection<Signal> signals)
    {
        if (EventTime.Of(day ?? scene.Measuring.Days.LastOrDefault(), 0) is { } time
            && zones.Select(zone => Registration.Of(zone, scene)).OfType<Registration>().MaxBy(registration => registration.On) is { } registration
            && registration.DaysBefore(time) is var age && age >= -MostDaysAfter)
        {
            var bits = age <= NewDays ? NewBits : age <= YoungDays ? YoungBits : 0;
            signals.Add(Signal.Alike(Info, "new-domain", Family.Intelligence, age, YoungDays, bits, () => registration.Words.Then(", ", Sentence.Of($"{(age <= 0 ? "and asked at once" : Quantity.Of(age, "day") + " before it was asked")}"))));
        }
    }
}
