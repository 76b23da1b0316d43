using System.Numerics;
using System.Runtime.CompilerServices;

namespace Nameward.Engine.Evidence.Scanning;

/// <summary>What was found in one walk over a line.</summary>
/// <param name="Length">Its bytes without the line feed.</param>
/// <param name="Fields">How many fields it has; more than were asked for where there are more, and then the rest is not counted.</param>
/// <param name="HasEnd">Whether a line feed ends it, and not the end of the text.</param>
/// <param name="HasBackslash">Whether it may hold a backslash; surely none where this is false.</param>
readonly record struct CutLine(int Length, int Fields, bool HasEnd, bool HasBackslash);

/// <summary>
/// Finds the end of a line and of each of its fields in one walk: separators, line feeds and backslashes of 64 bytes become the bits of three words, which
/// are walked.
/// </summary>
static class FieldCutter
{
    const byte LineFeed = (byte)'\n', Backslash = (byte)'\\';

    /// <summary>
    /// Cuts the line that <paramref name="text"/> begins with. The n-th of <paramref name="ends"/> is where the n-th field ends: a separator stands there or
    /// the line ends. There is room for one more than <paramref name="most"/>, which means nothing.
    /// </summary>
    public static CutLine Cut(ReadOnlySpan<byte> text, byte separator, int most, Span<int> ends) =>
        text.Length >= ByteMasks.Width ? CutMasks(text, separator, most, ends) : CutBytes(text, separator, most, ends);

    /// <summary>The same byte by byte, for short texts.</summary>
    internal static CutLine CutBytes(ReadOnlySpan<byte> text, byte separator, int most, Span<int> ends)
    {
        var (count, at, hasBackslash) = (0, 0, false);
        for (; at < text.Length && text[at] != LineFeed; at++)
        {
            hasBackslash |= text[at] == Backslash;
            if (text[at] == separator && count <= most)
            {
                ends[count++] = at;
            }
        }
        return Finish(at, count, at < text.Length, hasBackslash, most, ends);
    }

    /// <summary>The same by masks; the text has at least 64 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static CutLine CutMasks(ReadOnlySpan<byte> text, byte separator, int most, Span<int> ends)
    {
        var (count, hasBackslash) = (0, false);
        for (var at = 0; at < text.Length; at += ByteMasks.Width)
        {
            // The last word reaches back over bytes that were looked at before; they are shifted out.
            var from = Math.Min(at, text.Length - ByteMasks.Width);
            var bytes = text.Slice(from, ByteMasks.Width);
            var lineFeeds = ByteMasks.Of(bytes, LineFeed) >> (at - from);
            var separators = ByteMasks.Of(bytes, separator) >> (at - from);
            // All below the first line feed; all where there is none.
            separators &= lineFeeds - 1 & ~lineFeeds;
            hasBackslash |= ByteMasks.Of(bytes, Backslash) != 0;
            for (; separators != 0 && count <= most; separators &= separators - 1)
            {
                ends[count++] = at + BitOperations.TrailingZeroCount(separators);
            }
            if (lineFeeds != 0)
            {
                return Finish(at + BitOperations.TrailingZeroCount(lineFeeds), count, true, hasBackslash, most, ends);
            }
        }
        return Finish(text.Length, count, false, hasBackslash, most, ends);
    }

    static CutLine Finish(int length, int count, bool hasEnd, bool hasBackslash, int most, Span<int> ends)
    {
        if (count < most)
        {
            ends[count] = length;
        }
        return new(length, count + 1, hasEnd, hasBackslash);
    }
}
