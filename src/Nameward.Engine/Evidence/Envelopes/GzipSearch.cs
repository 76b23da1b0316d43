using System.Buffers.Binary;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Envelopes;

/// <summary>
/// Finds the next readable member of a damaged gzip file. Each place is looked at once, a look costs little, and after many that came to nothing no more are
/// made: three chance bytes and three flags look like a member once in 134 million bytes, so that only a file made for it has so many.
/// </summary>
sealed class GzipSearch
{
    const int MostLooks = 1024, LookBytes = 16 << 10, EnoughUnpacked = 1 << 10;

    int _looks;

    /// <summary>Goes on from where <paramref name="input"/> stands to the head of a member that can be unpacked.</summary>
    /// <returns>Whether there is one; where not, the input is at its end.</returns>
    public bool GoToMember(PackedInput input)
    {
        while (_looks < MostLooks && input.Has(GzipHeader.Magic.Length))
        {
            var at = input.Ahead.IndexOf(GzipHeader.Magic);
            if (at < 0)
            {
                input.At = input.End - GzipHeader.Magic.Length + 1;
                input.More();
            }
            else if (IsMember(input, at))
            {
                return true;
            }
            else
            {
                input.At++;
            }
        }
        return false;
    }

    /// <summary>Whether a readable member begins right here.</summary>
    public bool IsHere(PackedInput input) => input.Has(GzipHeader.Magic.Length) && input.Ahead.StartsWith(GzipHeader.Magic) && IsMember(input, 0);

    bool IsMember(PackedInput input, int ahead)
    {
        input.At += ahead;
        _looks++;
        input.Has(LookBytes);
        var head = new PackedInput(input.Ahead[..Math.Min(LookBytes, input.Ahead.Length)].ToArray());
        if (!GzipHeader.TrySkip(head))
        {
            return false;
        }
        using var inflater = new Inflater(head, Packing.Bare, EnoughUnpacked);
        inflater.BeginCarefully();
        return IsReadable(head, inflater);
    }

    static bool IsReadable(PackedInput head, Inflater inflater)
    {
        var step = inflater.Step().Span;
        return inflater.State switch
        {
            InflateState.Damaged => step.Length >= EnoughUnpacked,
            InflateState.Whole => head.Has(sizeof(uint)) && BinaryPrimitives.ReadUInt32LittleEndian(head.Ahead) == Crc32.Append(0, step),
            _ => !step.IsEmpty,
        };
    }
}
