using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Nameward.Engine.Rollups;

/// <summary>
/// How many bits a label costs under a model of ordinary labels: the sum of -log2 P(c | the two characters before it), which is what a lossless
/// code made for ordinary names would spend on it. Tables are made by <c>Rollups/Data/make-code-lengths.mjs</c> from the host names of popular
/// sites; add-half smoothing over 39 symbols (a-z, 0-9, "-", "_", other). A byte of the last kind costs 7.25 bits more, for which one it is.
/// After Paxson et al., "Practical comprehensive bounds on surreptitious communication over DNS" (USENIX Security 2013).
/// </summary>
public static class CodeLengths
{
    const int Symbols = 39, Contexts = 40, OtherSymbol = 38, BeforeLabel = 39;
    const int ChoiceOfOtherByte = 725;

    static readonly ushort[] Table = ReadTable();
    static readonly byte[] Classes = MakeClasses();

    /// <summary>Bits of a canonical label, in hundredths.</summary>
    public static int OfLabel(ReadOnlySpan<byte> label)
    {
        int bits = 0, a = BeforeLabel, b = BeforeLabel;
        foreach (var character in label)
        {
            int c = Classes[character];
            bits += Table[(a * Contexts + b) * Symbols + c] + (c == OtherSymbol ? ChoiceOfOtherByte : 0);
            (a, b) = (b, c);
        }
        return bits;
    }

    /// <summary>Bits of all labels of a prefix (wire labels, no root), in hundredths.</summary>
    public static int OfPrefix(ReadOnlySpan<byte> prefix)
    {
        var bits = 0;
        for (var at = 0; at < prefix.Length && prefix[at] != 0; at += prefix[at] + 1)
        {
            bits += OfLabel(prefix.Slice(at + 1, prefix[at]));
        }
        return bits;
    }

    static ushort[] ReadTable()
    {
        var table = new ushort[Contexts * Contexts * Symbols];
        using var stream = typeof(CodeLengths).Assembly.GetManifestResourceStream("code-lengths.bin")!;
        stream.ReadExactly(MemoryMarshal.AsBytes(table.AsSpan()));
        if (!BitConverter.IsLittleEndian)
        {
            BinaryPrimitives.ReverseEndianness(table, table);
        }
        return table;
    }

    static byte[] MakeClasses()
    {
        var classes = new byte[256];
        Array.Fill(classes, (byte)OtherSymbol);
        for (var i = 0; i < 26; i++)
        {
            classes['a' + i] = classes['A' + i] = (byte)i;
        }
        for (var i = 0; i < 10; i++)
        {
            classes['0' + i] = (byte)(26 + i);
        }
        classes['-'] = 36;
        classes['_'] = 37;
        return classes;
    }
}
