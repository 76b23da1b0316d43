namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// The rows of PAN-OS: columns without a header, the type of the record in the fourth, to which later versions append more. A header of syslog may be glued to the first,
/// which nobody needs. One belongs to one reader.
/// </summary>
sealed class PaloAltoRows
{
    /// <summary>What PAN-OS takes a session for: <c>dns-base</c>.</summary>
    public const LogField Application = LogField.Fifth;

    /// <summary>What happened to a session, or which kind of threat it is.</summary>
    public const LogField Subtype = LogField.Bytes;

    /// <summary>What a threat was found in: the URL, the file, or the name that was looked up.</summary>
    public const LogField Subject = LogField.Fourth;

    /// <summary>How many columns the records of all sessions have in common.</summary>
    public const int OfSession = 31;

    const int TypeCell = 3;

    /// <summary>Up to the action: all records of sessions.</summary>
    static readonly LogField?[] Common =
    [
        null, PaloAltoTime.Received, null, LogField.Kind, Subtype, null, PaloAltoTime.Generated, LogField.Client, LogField.Server, LogField.TranslatedClient,
        LogField.TranslatedServer, LogField.Rule, null, null, Application, null, null, null, null, null,
        null, null, null, null, LogField.ClientPort, LogField.ServerPort, LogField.TranslatedClientPort, LogField.TranslatedServerPort, null, LogField.Protocol,
        LogField.Action,
    ];

    /// <summary>Behind the action: bytes, sent, received, packets, start, seconds, category, two more, flags, two locations, one more, packets sent and received.</summary>
    static readonly CsvColumns Traffic = new((byte)',',
    [
        .. Common, null, LogField.UpBytes, LogField.DownBytes, null, PaloAltoTime.Start, LogField.Duration, null, null, null, null, null, null, null, LogField.UpPackets, LogField.DownPackets,
    ]);

    static readonly CsvColumns Threat = new((byte)',', [.. Common, Subject]);
    static readonly CsvColumns Session = new((byte)',', [.. Common]);
    static readonly CsvColumns Other = new((byte)',', [null, null, null, LogField.Kind]);

    /// <summary>Types of records that have two ends.</summary>
    static readonly byte[][] Sessions =
        [[.. "TRAFFIC"u8], [.. "THREAT"u8], [.. "URL"u8], [.. "DATA"u8], [.. "WILDFIRE"u8], [.. "DECRYPTION"u8], [.. "TUNNEL"u8], [.. "SCTP"u8], [.. "GTP"u8], [.. "DNS"u8]];

    /// <summary>All others; exports name the column.</summary>
    static readonly byte[][] Others =
    [
        [.. "SYSTEM"u8], [.. "CONFIG"u8], [.. "GLOBALPROTECT"u8], [.. "USERID"u8], [.. "HIPMATCH"u8], [.. "HIP-MATCH"u8], [.. "AUTH"u8], [.. "AUTHENTICATION"u8], [.. "IPTAG"u8],
        [.. "CORRELATION"u8], [.. "AUDIT"u8], [.. "Type"u8],
    ];

    readonly CsvCells _cells = new();

    /// <summary>Whether records of a type are of a session, or of what was found in one.</summary>
    public static bool IsSession(ReadOnlySpan<byte> type) => IsOneOf(type, Sessions);

    /// <summary>The columns of a row; null where it is none.</summary>
    public CsvColumns? ColumnsOf(ReadOnlySpan<byte> line)
    {
        _cells.Cut(line, (byte)',');
        var type = _cells[TypeCell];
        if (!IsSession(type))
        {
            return IsOneOf(type, Others) ? Other : null;
        }
        return type.SequenceEqual("TRAFFIC"u8) ? Traffic : type.SequenceEqual("THREAT"u8) ? Threat : Session;
    }

    static bool IsOneOf(ReadOnlySpan<byte> type, byte[][] types)
    {
        foreach (var one in types)
        {
            if (type.SequenceEqual(one))
            {
                return true;
            }
        }
        return false;
    }
}
