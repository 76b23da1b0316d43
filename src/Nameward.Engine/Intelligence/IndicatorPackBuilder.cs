using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using Nameward.Engine.Intelligence.Feeds;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Intelligence;

/// <summary>Gathers the entries of one feed into a pack.</summary>
public sealed class IndicatorPackBuilder : IFeedWriter
{
    /// <summary>Statements that were not understood of which an example is kept.</summary>
    public const int MostSamples = 10;

    /// <summary>Most different reasons that are counted apart; readers have few.</summary>
    const int MostReasons = 64;

    /// <summary>Most different threats of one feed; what comes later has none.</summary>
    const int MostThreats = 1 << 16;

    const int MostSampleBytes = 120, MostReferenceBytes = 512, MostThreatCharacters = 200, AddressBytes = 16;

    readonly List<PackedEntry> _entries = [];
    readonly PackText _text = new();
    readonly Dictionary<string, int> _threats = new(StringComparer.Ordinal) { [""] = 0 };
    readonly Dictionary<string, long> _passed = [], _rejected = [];
    readonly List<RejectedStatement> _samples = [];
    FeedAbout _about = new();

    /// <summary>The first statements that were not understood: where, why, and where they begin.</summary>
    public IReadOnlyList<RejectedStatement> Samples => _samples;

    /// <inheritdoc/>
    public void Entry(in FeedEntry entry) => _entries.Add(new()
    {
        Text = entry.Name.IsEmpty ? AddressText(entry.Network.First) : _text.Add(entry.Name),
        Reference = ReferenceText(entry.Reference),
        Threat = ThreatOf(entry.Threat),
        At = (uint)Math.Clamp(entry.At, 0, uint.MaxValue),
        From = PackedEntry.SecondsOf(entry.From),
        Until = PackedEntry.SecondsOf(entry.Until),
        Seen = PackedEntry.SecondsOf(entry.LastSeen),
        NameLength = (byte)entry.Name.Length,
        Prefix = (byte)(entry.Name.IsEmpty ? entry.Network.Length + (entry.Network.First.IsV4 ? 96 : 0) : 0),
        Confidence = entry.Confidence is { } confidence ? (byte)Math.Clamp(confidence, 0, 100) : byte.MaxValue,
        Flags = PackedEntry.FlagsOf(entry),
    });

    /// <inheritdoc/>
    public void Passed(long at, string because) => Count(_passed, because);

    /// <inheritdoc/>
    public void Rejected(long at, string because, ReadOnlySpan<byte> text)
    {
        Count(_rejected, because);
        if (_samples.Count < MostSamples)
        {
            _samples.Add(new(at, because, HostileText.Text(text[..Math.Min(text.Length, MostSampleBytes)])));
        }
    }

    /// <inheritdoc/>
    public void About(FeedAbout about) => _about = new()
    {
        Title = _about.Title.Length > 0 ? _about.Title : about.Title,
        Publisher = _about.Publisher.Length > 0 ? _about.Publisher : about.Publisher,
        Made = _about.Made ?? about.Made,
        Tlp = _about.Tlp > about.Tlp ? _about.Tlp : about.Tlp,
        Declared = _about.Declared ?? about.Declared,
    };

    /// <summary>The pack of all that was gathered. Of an entry that stands there more than once the surest and newest is kept.</summary>
    public IndicatorPack Build()
    {
        var order = new PackOrder(_entries, _text);
        var kept = order.Sorted();
        var threats = _threats.OrderBy(threat => threat.Value).Select(threat => threat.Key).ToImmutableArray();
        return new(kept, _text.ToArray(), threats, _about, new()
        {
            Names = kept.Count(entry => entry.NameLength > 0),
            Networks = kept.Count(entry => entry.NameLength == 0),
            Exceptions = kept.Count(entry => entry.IsException),
            Repeated = _entries.Count - kept.Length,
            Passed = _passed.ToImmutableSortedDictionary(StringComparer.Ordinal),
            Rejected = _rejected.ToImmutableSortedDictionary(StringComparer.Ordinal),
        });
    }

    int AddressText(Address address)
    {
        Span<byte> bytes = stackalloc byte[AddressBytes];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, address.High);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], address.Low);
        return _text.Add(bytes);
    }

    int ReferenceText(string? reference)
    {
        if (string.IsNullOrEmpty(reference))
        {
            return -1;
        }
        var bytes = Encoding.UTF8.GetBytes(reference);
        return _text.AddWithLength(bytes.AsSpan(0, Math.Min(bytes.Length, MostReferenceBytes)));
    }

    int ThreatOf(string? threat)
    {
        var text = threat is null ? "" : threat.Length > MostThreatCharacters ? threat[..MostThreatCharacters] : threat;
        if (!_threats.TryGetValue(text, out var number) && _threats.Count < MostThreats)
        {
            _threats.Add(text, number = _threats.Count);
        }
        return number;
    }

    static void Count(Dictionary<string, long> counts, string because)
    {
        var key = counts.Count < MostReasons || counts.ContainsKey(because) ? because : "other";
        counts[key] = counts.GetValueOrDefault(key) + 1;
    }
}

/// <summary>A statement of a feed that was not understood.</summary>
/// <param name="At">Its line from 1, or the ordinal of its object.</param>
/// <param name="Because">What is wrong with it.</param>
/// <param name="Text">Where it begins.</param>
public sealed record RejectedStatement(long At, string Because, HostileText Text);
