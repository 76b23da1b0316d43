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

    const int AtOnce = 8;

    /// <summary>Room that <see cref="Cut"/> needs where a line should have <paramref name="fields"/> fields.</summary>
    public static int Room(int fields) => fields + 2 + ByteMasks.Width;

    /// <summary>
    /// Cuts the line that <paramref name="text"/> begins with. The n-th of <paramref name="starts"/>, from 0, is where the n-th field begins, one behind the
    /// separator before it; behind the last field stands where a further one would begin. Of a line with more than <paramref name="most"/> fields, only that is
    /// told.
    /// </summary>
    public static CutLine Cut(ReadOnlySpan<byte> text, byte separator, int most, Span<int> starts)
    {
        starts[0] = 0;
        return text.Length >= ByteMasks.Width ? CutMasks(text, separator, most, starts) : CutBytes(text, separator, most, starts);
    }

    /// <summary>The same byte by byte, for short texts.</summary>
    internal static CutLine CutBytes(ReadOnlySpan<byte> text, byte separator, int most, Span<int> starts)
    {
        var (count, at, hasBackslash) = (0, 0, false);
        for (; at < text.Length && text[at] != LineFeed; at++)
        {
            hasBackslash |= text[at] == Backslash;
            if (text[at] == separator && count <= most)
            {
                starts[++count] = at + 1;
            }
        }
        return Finish(at, count, at < text.Length, hasBackslash, most, starts);
    }

    /// <summary>The same by masks; the text has at least 64 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static CutLine CutMasks(ReadOnlySpan<byte> text, byte separator, int most, Span<int> starts)
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
            if (count <= most)
            {
                count += Write(separators, at + 1, starts[(count + 1)..]);
            }
            if (lineFeeds != 0)
            {
                return Finish(at + BitOperations.TrailingZeroCount(lineFeeds), count, true, hasBackslash, most, starts);
            }
        }
        return Finish(text.Length, count, false, hasBackslash, most, starts);
    }

    /// <summary>
    /// Writes the places of all bits. Eight are written whether there are so many or not: how many there are is never foreseen, so that a loop over each costs
    /// more in wrong guesses.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int Write(ulong bits, int first, Span<int> places)
    {
        var count = BitOperations.PopCount(bits);
        for (var done = 0; done < count; done += AtOnce)
        {
            var to = places.Slice(done, AtOnce);
            to[0] = first + Take(ref bits);
            to[1] = first + Take(ref bits);
            to[2] = first + Take(ref bits);
            to[3] = first + Take(ref bits);
            to[4] = first + Take(ref bits);
            to[5] = first + Take(ref bits);
            to[6] = first + Take(ref bits);
            to[7] = first + Take(ref bits);
        }
        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int Take(ref ulong bits)
    {
        var lowest = BitOperations.TrailingZeroCount(bits);
        bits &= bits - 1;
        return lowest;
    }

    static CutLine Finish(int length, int count, bool hasEnd, bool hasBackslash, int most, Span<int> starts)
    {
        if (count < most)
        {
            starts[count + 1] = length + 1;
        }
        return new(length, count + 1, hasEnd, hasBackslash);
    }
}
