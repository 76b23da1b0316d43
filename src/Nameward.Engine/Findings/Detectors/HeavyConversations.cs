using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings.Detectors;

/// <summary>
/// Conversations on a port of DNS that are larger than a stub's: a stub sends a packet or a few from each port that it takes (RFC 5452 section 9.2) and questions of
/// some seventy bytes, so that a tunnel that keeps one port, fills its names, or sends more than it is answered shows in the sizes alone. Of datagrams only; a
/// connection of TCP or TLS is kept for many questions (RFC 7766 section 6.2.1) and its segments are no messages. In benign captures (a network of fifty clients in a day, a
/// crawler, a domain of Windows) a client sends at most 22 packets in one conversation, and in the mean 60 to 75 bytes over IPv4 and 93 to 95 over IPv6; no client sends more than 0.75 times what it is answered.
/// </summary>
sealed class HeavyConversations : IDetector<Conversations>
{
    const double MostOfOne = 6, MostOfSize = 6, MostOfDirection = 3, MostOfOthers = 4;
    const long UsualPackets = 32, FewestPackets = 20;
    const double UsualBytes = 90, MoreOfV6 = 20, BytesOfBit = 10, UsualTimes = 8;

    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new()
    {
        Id = "heavy-conversations",
        Title = "conversations on a port of DNS that are larger than a stub's",
        Techniques = ["T1071.004", "T1572"],
        Triggers =
        [
            new("packets-of-one", Family.Information, $"Datagrams that the client sends in one conversation (same ports, no pause of a minute), over {UsualPackets}: log2 of that.", BitRange.UpTo(MostOfOne)),
            new("size-of-questions", Family.Length, $"{FewestPackets} datagrams or more of the client's of which the mean is above {UsualBytes:F0} bytes, over IPv6 {UsualBytes + MoreOfV6:F0}: a bit for each {BytesOfBit:F0} bytes more.", BitRange.UpTo(MostOfSize)),
            new("more-up-than-down", Family.Length, "The client sends more bytes than it is answered, though each answer repeats its question: a bit, and log2 of how many times as many.", BitRange.UpTo(MostOfDirection)),
            new("more-than-others", Family.Information, $"Bytes that the client sends there, over {UsualTimes:F0} times the median of what clients of this evidence send to ports of DNS: log2 of that.", BitRange.UpTo(MostOfOthers)),
        ],
        Harmless = "a forwarder or an old resolver that keeps one source port; a block-list or anti-virus look-up service with long names; several hosts behind one translated address",
        Blind = "channels of short names over many ports; TCP, TLS, QUIC and HTTPS; what is sampled",
        Verify =
        [
            "Bring what shows names: a capture of the port, the resolver's own log, or a sensor's log of DNS; the same judges then weigh what was said.",
            "See whether the client is a single host: a relay, a router or a proxy asks for many.",
            "Find the process that owns the port: Sysmon event 3 or the EDR's network event, ss -unp on Linux while it lasts.",
            "Innocent if the client is a forwarder or a mail filter, and names or its owner say so.",
        ],
        Respond = Response.ToAChannel,
        Sources = ["RFC 5452 section 9.2 (source ports)", "RFC 1035 section 4.1.2 (the question)", "Ellens et al.: Flow-Based Detection of DNS Tunnels, AIMS 2013", "attack.mitre.org/techniques/T1572"],
    };

    /// <inheritdoc/>
    public void Judge(Conversations subject, Scene scene, ICollection<Signal> signals)
    {
        var m = subject.Measures;
        var isPlain = subject is { IsElsewhere: false, Protocol: 0 or Flow.Udp } && subject.Server.Port is not (443 or 853 or 784 or 8853);
        var isMany = isPlain && m.UpPackets >= FewestPackets;
        signals.Add(Signal.Alike(Info, "packets-of-one", Family.Information, m.MostUpPackets, UsualPackets, isPlain && m.MostUpPackets > UsualPackets ? Math.Min(MostOfOne, Math.Log2(m.MostUpPackets / (double)UsualPackets)) : 0,
            () => Sentence.Of($"the longest conversation has {Quantity.Of(m.MostUpPackets, "packet")} of the client's in {m.Longest.TotalSeconds:F0} s"), Title(subject)));
        var usualBytes = subject.Server.Address.IsV4 ? UsualBytes : UsualBytes + MoreOfV6;
        signals.Add(Signal.Alike(Info, "size-of-questions", Family.Length, Math.Round(m.MeanUp), usualBytes, isMany ? Math.Clamp((m.MeanUp - usualBytes) / BytesOfBit, 0, MostOfSize) : 0,
            () => Sentence.Of($"{Quantity.Of(m.UpPackets, "packet")} of the client's have {m.MeanUp:F0} bytes in the mean, those of the server {m.MeanDown:F0}"), Title(subject)));
        var times = m.UpBytes / (double)Math.Max(1, m.DownBytes);
        signals.Add(Signal.Alike(Info, "more-up-than-down", Family.Length, Math.Round(times, 2), 1, isMany && m.DownPackets >= FewestPackets && times > 1 ? Math.Min(MostOfDirection, 1 + Math.Log2(times)) : 0,
            () => Sentence.Of($"{Quantity.Count(m.UpBytes)} bytes up and {Quantity.Count(m.DownBytes)} down"), Title(subject)));
        var usual = subject.UsualUpBytes is { } median ? m.UpBytes / median : 0;
        signals.Add(Signal.Alike(Info, "more-than-others", Family.Information, Math.Round(usual, 1), UsualTimes, isPlain && usual > UsualTimes ? Math.Min(MostOfOthers, Math.Log2(usual / UsualTimes)) : 0,
            () => subject.UsualUpBytes is null ? Sentence.Of("too few other clients to compare with") : Sentence.Of($"it sends {usual:F1} times the bytes that the median client sends to ports of DNS"), Title(subject)));
    }

    static Sentence Title(Conversations subject) => Sentence.Of($"{subject.Client} and {subject.Server.Address} port {subject.Server.Port}: heavier conversations than a stub's");
}
