using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Nameward.Engine.Intelligence.Feeds;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Intelligence;

/// <summary>What stands before the entries of a pack: mark, version, length, and a JSON object.</summary>
sealed partial record PackHeader
{
    const uint Mark = 0x4B504E49, Version = 1; // "INPK"
    const int FixedBytes = 12, AddressBytes = 16, V4Bits = 96;

    /// <summary>What the feed says of itself.</summary>
    public required FeedAbout About { get; init; }
    /// <summary>What was in the feed.</summary>
    public required FeedCounts Counts { get; init; }
    /// <summary>What entries are said to be.</summary>
    public required ImmutableArray<string> Threats { get; init; }
    /// <summary>How many entries follow.</summary>
    public required int Entries { get; init; }
    /// <summary>Bytes of text behind them.</summary>
    public required int TextBytes { get; init; }

    /// <summary>Writes it.</summary>
    public static void Write(IBufferWriter<byte> to, FeedAbout about, FeedCounts counts, ImmutableArray<string> threats, int entries, int textBytes)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(new PackHeader { About = about, Counts = counts, Threats = threats, Entries = entries, TextBytes = textBytes }, Json.Default.PackHeader);
        var head = to.GetSpan(FixedBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(head, Mark);
        BinaryPrimitives.WriteUInt32LittleEndian(head[4..], Version);
        BinaryPrimitives.WriteInt32LittleEndian(head[8..], json.Length);
        to.Advance(FixedBytes);
        to.Write(json);
    }

    /// <summary>Reads it.</summary>
    /// <exception cref="InvalidDataException">The bytes are no pack, or of another version.</exception>
    public static PackHeader Read(ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> rest)
    {
        if (bytes.Length < FixedBytes || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != Mark || BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]) != Version)
        {
            throw new InvalidDataException("no pack of indicators, or one of another version");
        }
        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]);
        if ((uint)length > (uint)(bytes.Length - FixedBytes))
        {
            throw new InvalidDataException("a pack of indicators ends early");
        }
        rest = bytes[(FixedBytes + length)..];
        try
        {
            return JsonSerializer.Deserialize(bytes.Slice(FixedBytes, length), Json.Default.PackHeader) is { Entries: >= 0, TextBytes: >= 0, Threats: { IsDefaultOrEmpty: false } } header
                ? header : throw new InvalidDataException("a pack of indicators says nothing of itself");
        }
        catch (JsonException damage)
        {
            throw new InvalidDataException("a pack of indicators is damaged", damage);
        }
    }

    /// <summary>Sees that every entry lies within the pack and names what it says, so that no look-up can fail.</summary>
    /// <exception cref="InvalidDataException">One does not.</exception>
    public static void Check(ReadOnlySpan<PackedEntry> entries, ReadOnlySpan<byte> text, int threats, int names)
    {
        for (var i = 0; i < entries.Length; i++)
        {
            ref readonly var entry = ref entries[i];
            if ((entry.NameLength > 0) != (i < names) || (uint)entry.Threat >= (uint)threats || !IsWithin(entry.Text, entry.NameLength > 0 ? entry.NameLength : AddressBytes, text) || !IsReference(entry.Reference, text) || !IsOfItsKind(entry, text))
            {
                throw new InvalidDataException("an entry of a pack of indicators lies outside of it");
            }
        }
    }

    static bool IsWithin(int start, int length, ReadOnlySpan<byte> text) => start >= 0 && (long)start + length <= text.Length;

    static bool IsReference(int start, ReadOnlySpan<byte> text) =>
        start < 0 || IsWithin(start, PackText.LengthBytes, text) && IsWithin(start + PackText.LengthBytes, BinaryPrimitives.ReadUInt16LittleEndian(text[start..]), text);

    static bool IsOfItsKind(in PackedEntry entry, ReadOnlySpan<byte> text)
    {
        Span<byte> starts = stackalloc byte[WireName.MaxLabels];
        return entry.NameLength > 0 ? WireName.Labels(text.Slice(entry.Text, entry.NameLength), starts) > 0
            : entry.Prefix <= 128 && (entry.Prefix >= V4Bits || !IndicatorPack.FirstOf(text[entry.Text..]).IsV4);
    }

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(PackHeader))]
    sealed partial class Json : JsonSerializerContext;
}
