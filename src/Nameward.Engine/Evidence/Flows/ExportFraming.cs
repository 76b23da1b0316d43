using System.Buffers.Binary;

namespace Nameward.Engine.Evidence.Flows;

/// <summary>
/// Where messages of flow export begin and end in a file that holds them one after the other, as files of IPFIX do (RFC 5655) and what is dumped of
/// datagrams. A message of NetFlow version 9 does not tell its length: it ends where a set would have one of the numbers that are versions, for those are reserved.
/// </summary>
static class ExportFraming
{
    /// <summary>Versions of NetFlow and IPFIX. Those of sFlow are numbers of four bytes, so that the first two are 0.</summary>
    public const ushort NetFlow5 = 5, NetFlow9 = 9, Ipfix = 10;

    /// <summary>The longest message.</summary>
    public const int Most = ushort.MaxValue;

    /// <summary>As much of a message is looked at to tell whether one begins.</summary>
    public const int Lookahead = SFlowFraming.LongestHead + SFlowFraming.SampleHead;

    const int HeadOfNine = 20, HeadOfIpfix = 16, SetHead = 4, FirstOfData = 256, TemplatesOfNine = 1, TemplatesOfIpfix = 3;

    /// <summary>1996-01-01: before there was no NetFlow.</summary>
    const uint FirstSecond = 820_454_400;

    const uint NanosecondsInSecond = 1_000_000_000;

    /// <summary>How far the message reaches that <paramref name="rest"/> begins with.</summary>
    /// <param name="rest">What is there of the file from its first byte on.</param>
    /// <param name="isLast">Whether that is all of it.</param>
    public static ExportFrame Of(ReadOnlySpan<byte> rest, bool isLast)
    {
        if (rest.Length < 2)
        {
            return isLast ? ExportFrame.CutHead(rest.Length) : ExportFrame.Wait;
        }
        var version = U16(rest, 0);
        var head = version switch { NetFlow5 => Flows.NetFlow5.Head, NetFlow9 => HeadOfNine, Ipfix => HeadOfIpfix, 0 => SFlowFraming.LeastHead, _ => 0 };
        if (head == 0 || rest.Length < head)
        {
            return head == 0 ? ExportFrame.None : isLast ? ExportFrame.CutHead(rest.Length) : ExportFrame.Wait;
        }
        return version switch
        {
            NetFlow5 => U16(rest, 2) is > 0 and <= Flows.NetFlow5.MostRecords and var count ? ExportFrame.Fit(head + count * Flows.NetFlow5.Record, rest, isLast) : ExportFrame.None,
            Ipfix => U16(rest, 2) is >= HeadOfIpfix and var length ? ExportFrame.Fit(length, rest, isLast) : ExportFrame.None,
            NetFlow9 => WalkNine(rest, isLast),
            _ => SFlowFraming.Walk(rest, isLast),
        };
    }

    /// <summary>Whether a message seems to begin, by all that its head and the head of its first set must be, and a clock that was set.</summary>
    public static bool IsPlausible(ReadOnlySpan<byte> rest) => IsOutlined(rest) && (rest[1] == 0 || U32(rest, rest[1] == Ipfix ? 4 : 8) >= FirstSecond);

    /// <summary>The same, whatever the exporter's clock says.</summary>
    public static bool IsOutlined(ReadOnlySpan<byte> rest)
    {
        if (rest.Length < Flows.NetFlow5.Head)
        {
            return false;
        }
        return U16(rest, 0) switch
        {
            NetFlow5 => U16(rest, 2) is > 0 and <= Flows.NetFlow5.MostRecords && U32(rest, 12) < NanosecondsInSecond,
            NetFlow9 => U16(rest, 2) > 0 && IsSet(rest, HeadOfNine, TemplatesOfNine, Most),
            Ipfix => IsSet(rest, HeadOfIpfix, TemplatesOfIpfix, U16(rest, 2) - HeadOfIpfix) && U16(rest, HeadOfIpfix) > TemplatesOfNine,
            0 => SFlowFraming.IsPlausible(rest),
            _ => false,
        };
    }

    /// <summary>Whether a datagram is one message to its last byte.</summary>
    public static bool Fits(ReadOnlySpan<byte> datagram) =>
        IsPlausible(datagram) && (datagram[1] == NetFlow9 ? FitsNine(datagram[HeadOfNine..]) : Of(datagram, isLast: false).Length == datagram.Length);

    static bool FitsNine(ReadOnlySpan<byte> sets)
    {
        while (sets.Length >= SetHead && sets.ContainsAnyExcept((byte)0))
        {
            int length = U16(sets, 2);
            if (length < SetHead || length > sets.Length)
            {
                return false;
            }
            sets = sets[length..];
        }
        return !sets.ContainsAnyExcept((byte)0);
    }

    /// <summary>Whether the head of a set stands at a place: of templates, or of data.</summary>
    static bool IsSet(ReadOnlySpan<byte> rest, int at, int lastOfTemplates, int most) =>
        (U16(rest, at) <= lastOfTemplates || U16(rest, at) >= FirstOfData) && U16(rest, at + 2) is >= SetHead and var length && length <= most;

    static ExportFrame WalkNine(ReadOnlySpan<byte> rest, bool isLast)
    {
        var at = HeadOfNine;
        while (rest.Length - at >= SetHead)
        {
            int set = U16(rest, at), length = U16(rest, at + 2);
            if (set is NetFlow5 or NetFlow9 or Ipfix)
            {
                return ExportFrame.Whole(at);
            }
            if (set == 0 && length == 0)
            {
                return EndOfZeros(rest, at, isLast);
            }
            if (length < SetHead || at + length > Most)
            {
                return ExportFrame.Whole(at + SetHead);
            }
            if (at + length > rest.Length)
            {
                return ExportFrame.Fit(at + length, rest, isLast);
            }
            at += length;
        }
        return isLast ? ExportFrame.Whole(at) : ExportFrame.Wait;
    }

    /// <summary>Some fill their datagrams up with zeros. The first byte of a version is zero too.</summary>
    static ExportFrame EndOfZeros(ReadOnlySpan<byte> rest, int at, bool isLast)
    {
        var most = rest[..Math.Min(rest.Length, Most)];
        var next = most[at..].IndexOfAnyExcept((byte)0);
        return next >= 0 ? ExportFrame.Whole(at + next - 1) : isLast || most.Length == Most ? ExportFrame.Whole(most.Length) : ExportFrame.Wait;
    }

    static ushort U16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);

    static uint U32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
}
