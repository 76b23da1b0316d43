using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings.Detectors;

/// <summary>The server at the far end of a channel that escalates: its client asks it for hardly anything else, and it offers no recursion.</summary>
sealed class ChannelServer : IDetector<Server>
{
    const double FactBits = 20;

    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new()
    {
        Id = "channel-server",
        Title = "a server that ends a channel",
        Techniques = ["T1071.004", "T1583.002"],
        Triggers =
        [
            new("ends-channel", Family.Information,
                $"The server of a channel that escalates lies outside, its client sends it {ChannelEnd.HardlyAnythingElse:P0} of its queries or more for that channel, and its responses never offer recursion. A fact that settles.",
                BitRange.Always(FactBits)) { Settles = true },
        ],
        Harmless = "a product that speaks to its maker's own server over DNS",
        Blind = "channels that go through a resolver",
        Verify =
        [
            "Verify the channel first; this finding stands and falls with it.",
            "Look up who holds the address (RDAP, passive DNS): a rented machine with the channel's name servers on it, or a network of a known maker?",
            "Search flows and firewall logs of all clients for the address, on any port.",
            "Innocent if the maker of an installed product documents that address for it.",
        ],
        Respond = new(
            Response.ToAChannel.Preserve,
            "Refuse the address at the border on all ports, beside what is done about the client and the zone of the channel.",
            "Ask which other hosts ever spoke to the address; hand it to whoever shares indicators, with the times."),
        Sources = ["RFC 1035 section 4.1.1 (RA)", "attack.mitre.org/techniques/T1583/002"],
    };

    /// <inheritdoc/>
    public void Judge(Server subject, Scene scene, ICollection<Signal> signals)
    {
        if (subject.Channels.IsEmpty)
        {
            return;
        }
        var channel = (Pair)subject.Channels[0].Subject;
        signals.Add(new()
        {
            Id = "ends-channel",
            Detector = Info.Id,
            Family = Family.Information,
            Value = subject.Channels.Length,
            Baseline = 0,
            AsBrowsing = Bits.Of(FactBits),
            AsLookUps = Bits.Of(FactBits),
            Settles = true,
            Say = () => Sentence.Of($"the channel of {channel.Client}{Through(channel)} ends here: the client asks it for nothing else, and it offers no recursion"),
            Title = Sentence.Of($"{subject.Facts.Name}: the server at the end of a channel"),
        });
    }

    /// <summary>The zone of a channel, where its names share one.</summary>
    static Sentence Through(Pair channel) => channel.Scatter is null ? Sentence.Of($" through {HostileText.Name(channel.Zones[0])}") : Sentence.Of($"");
}
