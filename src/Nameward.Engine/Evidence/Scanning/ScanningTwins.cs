using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Scanning;

/// <summary>
/// What scans with the vectors of this processor beside its twin that goes byte by byte: which of its ways it takes here, and whether both find the same. For the
/// program's own proof; the tests compare them over far more text.
/// </summary>
public static class ScanningTwins
{
    const byte Separator = (byte)'\t';

    /// <summary>The vectors that this processor and runtime offer, widest first; "none" where there are none.</summary>
    public static string Offered
    {
        get
        {
            List<string> offered = [];
            Add(Vector512.IsHardwareAccelerated, "512 bits");
            Add(Vector256.IsHardwareAccelerated, "256 bits");
            Add(Vector128.IsHardwareAccelerated, "128 bits");
            Add(Avx512Vbmi2.IsSupported, "AVX-512 VBMI2");
            return offered.Count > 0 ? string.Join(", ", offered) : "none";

            void Add(bool has, string name) => offered.AddRange(has ? [name] : []);
        }
    }

    /// <summary>The ways that are taken, in words.</summary>
    public static string Taken =>
        (Vector512.IsHardwareAccelerated ? "64 bytes in one vector" : Vector256.IsHardwareAccelerated ? "64 bytes in two vectors" : Vector128.IsHardwareAccelerated ? "64 bytes in four vectors" : "byte by byte")
        + (Avx512Vbmi2.IsSupported ? ", places of marks packed by the processor" : ", places of marks one by one")
        + (Vector128.IsHardwareAccelerated ? ", IPv4 addresses in one vector" : ", IPv4 addresses digit by digit");

    /// <summary>How often the two ways are compared over a text, and how often they differ.</summary>
    public static (int Compared, int Different) Compare(ReadOnlySpan<byte> text)
    {
        var (masks, lines, addresses) = (Masks(text), Lines(text), Addresses(text));
        return (masks.Compared + lines.Compared + addresses.Compared, masks.Different + lines.Different + addresses.Different);
    }

    static (int Compared, int Different) Masks(ReadOnlySpan<byte> text)
    {
        var (compared, different) = (0, 0);
        for (var at = 0; at <= text.Length - ByteMasks.Width; at += ByteMasks.Width)
        {
            var bytes = text.Slice(at, ByteMasks.Width);
            foreach (var wanted in "\n\t. "u8)
            {
                compared++;
                different += ByteMasks.Of(bytes, wanted) == ByteMasks.OfBytes(bytes, wanted) ? 0 : 1;
            }
        }
        return (compared, different);
    }

    static (int Compared, int Different) Lines(ReadOnlySpan<byte> text)
    {
        var (compared, different) = (0, 0);
        LineIndex byWords = new(), byBytes = new();
        for (var from = 0; from < text.Length; from += LineIndex.Window)
        {
            byWords.Find(text, from, Separator);
            byBytes.FindBytes(text, from, Separator);
            // Words that would reach beyond the window are left to the next one.
            for (var line = 0; line < byWords.Lines; line++)
            {
                compared++;
                different += byWords.Cuts(line).SequenceEqual(byBytes.Cuts(line)) ? 0 : 1;
            }
        }
        return (compared, different);
    }

    static (int Compared, int Different) Addresses(ReadOnlySpan<byte> text)
    {
        var (compared, different) = (0, 0);
        foreach (var part in text.SplitAny("\t\n ,"u8))
        {
            var (start, length) = part.GetOffsetAndLength(text.Length);
            if (Address.TryParse(text.Slice(start, length), out var plain))
            {
                compared++;
                different += Ipv4Text.TryAddress(text, start, length, out var found) && found == plain ? 0 : 1;
            }
        }
        return (compared, different);
    }
}
