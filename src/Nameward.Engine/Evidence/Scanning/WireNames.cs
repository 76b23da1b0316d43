using System.Runtime.CompilerServices;

namespace Nameward.Engine.Evidence.Scanning;

/// <summary>Names in wire form amid a message, taken out with bytes of what follows them: 64 at once, which nearly every name goes into.</summary>
static class WireNames
{
    /// <summary>Copies a name of up to 255 bytes. Of both spans, <see cref="ByteMasks.Width"/> bytes more than the name has are there and may be copied along.</summary>
    /// <param name="text">The name, and what follows it.</param>
    /// <param name="length">Bytes of the name.</param>
    /// <param name="to">Where it is copied to; what stands behind it is undefined.</param>
    /// <returns>Whether a letter of it is in upper case: lengths of labels are below all letters.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool Copy(ReadOnlySpan<byte> text, int length, Span<byte> to)
    {
        var capitals = 0ul;
        for (var at = 0; at < length; at += ByteMasks.Width)
        {
            var bytes = text.Slice(at, ByteMasks.Width);
            bytes.CopyTo(to.Slice(at, ByteMasks.Width));
            capitals |= ByteMasks.Within(bytes, (byte)'A', 26) & ByteMasks.First(length - at);
        }
        return capitals != 0;
    }
}
