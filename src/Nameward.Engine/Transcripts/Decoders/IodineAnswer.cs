using System.Buffers.Binary;
using Nameward.Engine.Observations;
using Nameward.Engine.Transcripts.Codecs;

namespace Nameward.Engine.Transcripts.Decoders;

/// <summary>
/// What an answer of iodine says (src/iodined.c, write_dns): NULL and private types hold it as it is; TXT behind a letter for its codec; names of CNAME, MX and
/// SRV, in the order of their preference, each behind such a letter and before two letters that look like a top-level domain.
/// </summary>
static class IodineAnswer
{
    const int FalseTopLevel = 2;

    /// <summary>Base32 of iodine (src/base32.c); names of commands use it too.</summary>
    public static SymbolCodec Base32 { get; } = new("abcdefghijklmnopqrstuvwxyz012345"u8, foldsCase: true);

    /// <summary>The codecs that data may be in: src/base32.c, base64.c, base64u.c, base128.c.</summary>
    public static SymbolCodec[] Codecs { get; } =
    [
        Base32,
        new("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-0123456789+"u8, foldsCase: false),
        new("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-0123456789_"u8, foldsCase: false),
        new([.. "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"u8, .. Enumerable.Range(0xBC, 66).Select(value => (byte)value)], foldsCase: false),
    ];

    /// <summary>How people call them.</summary>
    public static string[] CodecNames { get; } = ["Base32", "Base64", "Base64u", "Base128"];

    /// <summary>How people call what an answer is in; null where it is in no such form.</summary>
    public static string? CodingOf(Conversation conversation, in Transaction transaction)
    {
        foreach (var record in conversation.Records(transaction))
        {
            if (record.Section == Section.Answer)
            {
                var letters = Letters(record.Type);
                var text = letters.IsEmpty ? [] : conversation.Data(record, []);
                return letters.IsEmpty ? IsRaw(record.Type) ? "raw" : null : CodecOf(text, letters) is >= 0 and var codec ? codec < CodecNames.Length ? CodecNames[codec] : "raw" : null;
            }
        }
        return null;
    }

    /// <summary>The bytes that an answer holds; empty where it is in no such form.</summary>
    public static byte[] Of(Conversation conversation, in Transaction transaction)
    {
        var parts = new List<(int Order, byte[] Data)>();
        foreach (var record in conversation.Records(transaction))
        {
            if (record.Section == Section.Answer)
            {
                var order = record.Type is RecordTypes.Mx or RecordTypes.Srv && record.Data.Length >= 2 ? BinaryPrimitives.ReadUInt16BigEndian(record.Data) : 0;
                parts.Add((order, Data(record, conversation.Data(record, [])).ToArray()));
            }
        }
        return parts is [var one] ? one.Data : [.. parts.OrderBy(part => part.Order).SelectMany(part => part.Data)];
    }

    static ReadOnlySpan<byte> Data(ResourceRecord record, ReadOnlySpan<byte> text) => record.Type switch
    {
        RecordTypes.Txt => Coded(text, Letters(record.Type)),
        RecordTypes.Cname or RecordTypes.Mx or RecordTypes.Srv => text.Length > FalseTopLevel ? Coded(text[..^FalseTopLevel], Letters(record.Type)) : [],
        _ => IsRaw(record.Type) ? text : [],
    };

    static bool IsRaw(ushort type) => type is RecordTypes.Null or >= RecordTypes.FirstPrivate;

    /// <summary>The letters for the codecs in their order; the fifth one of TXT stands for none.</summary>
    static ReadOnlySpan<byte> Letters(ushort type) => type switch
    {
        RecordTypes.Txt => "tsuvr"u8,
        RecordTypes.Cname or RecordTypes.Mx or RecordTypes.Srv => "hijk"u8,
        _ => [],
    };

    static int CodecOf(ReadOnlySpan<byte> text, ReadOnlySpan<byte> letters) => text.IsEmpty ? -1 : letters.IndexOf((byte)(text[0] | 0x20));

    /// <summary>Decodes a text by the letter before it.</summary>
    static ReadOnlySpan<byte> Coded(ReadOnlySpan<byte> text, ReadOnlySpan<byte> letters)
    {
        var codec = CodecOf(text, letters);
        return codec < 0 ? [] : codec < Codecs.Length ? Codecs[codec].Decode(text[1..]) : text[1..];
    }
}
