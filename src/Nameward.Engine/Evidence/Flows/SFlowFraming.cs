using System.Buffers.Binary;

namespace Nameward.Engine.Evidence.Flows;

/// <summary>Where datagrams of sFlow version 5 begin and end (https://sflow.org/sflow_version_5.txt): a head with the address of the agent, then samples with their lengths.</summary>
static class SFlowFraming
{
    /// <summary>A head with an address of IPv4.</summary>
    public const int LeastHead = 28;

    /// <summary>A head with an address of IPv6.</summary>
    public const int LongestHead = LeastHead + MoreOfV6;

    /// <summary>Format and length of a sample.</summary>
    public const int SampleHead = 8;

    const uint Version = 5, V4 = 1, V6 = 2, LastFormat = 5;
    const int MoreOfV6 = 12, MostSamples = 1024;

    /// <summary>Where the samples begin; 0 where no datagram does.</summary>
    public static int HeadOf(ReadOnlySpan<byte> bytes)
    {
        var isSFlow = bytes.Length >= LeastHead && U32(bytes, 0) == Version && U32(bytes, 4) is V4 or V6;
        return !isSFlow ? 0 : LeastHead + (U32(bytes, 4) == V6 ? MoreOfV6 : 0);
    }

    /// <summary>Whether a datagram seems to begin, by its head and that of its first sample.</summary>
    public static bool IsPlausible(ReadOnlySpan<byte> bytes)
    {
        var head = HeadOf(bytes);
        return head > 0 && bytes.Length >= head + SampleHead && U32(bytes, head - 4) is > 0 and <= MostSamples
            && U32(bytes, head) is > 0 and <= LastFormat && U32(bytes, head + 4) is > 0 and < ExportFraming.Most and var length && length % 4 == 0;
    }

    /// <summary>How far the datagram reaches that is at least <see cref="LeastHead"/> long.</summary>
    public static ExportFrame Walk(ReadOnlySpan<byte> rest, bool isLast)
    {
        var at = HeadOf(rest);
        if (at == 0)
        {
            return ExportFrame.None;
        }
        if (rest.Length < at)
        {
            return isLast ? ExportFrame.CutHead(rest.Length) : ExportFrame.Wait;
        }
        for (var left = U32(rest, at - 4); left > 0; left--)
        {
            if (rest.Length < at + SampleHead)
            {
                return isLast ? ExportFrame.Whole(rest.Length) : ExportFrame.Wait;
            }
            var length = U32(rest, at + 4);
            if (length > ExportFraming.Most - at)
            {
                return ExportFrame.Whole(at + SampleHead);
            }
            at += SampleHead + (int)length;
        }
        return ExportFrame.Fit(at, rest, isLast);
    }

    static uint U32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
}
