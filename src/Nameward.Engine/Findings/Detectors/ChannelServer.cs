using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings.Detectors;

/// <summary>The server at the far end of a channel that escalates: its client asks it for hardly anything else, and it offers no recursion.</summary>
sealed class ChannelServer : IDetector<Server>
{
    const double FactBits = 20;

    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new("channel-server", "a server that ends a channel", ["T1071.004", "T1583.002"],
        "a product that speaks to its maker's own server over DNS",
        "channels that go through a resolver");

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
            Say = () => Sentence.Of($"the channel of {channel.Client} through {HostileText.Name(channel.Zones[0])} ends here: the client asks it for nothing else, and it offers no recursion"),
            Title = Sentence.Of($"{subject.Facts.Name}: the server at the end of a channel"),
        });
    }
}
