using System.Text;
using Nameward.Engine.Evidence.Formats;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Mappings;

/// <summary>Which side of an exchange a mapped record shows: by a word of it, or by whether it tells a code or an answer.</summary>
sealed class MappedSides(Mapping mapping)
{
    readonly bool _isTold = mapping["direction"] is not null;

    readonly (byte[] Word, Sides Sides)[] _words = mapping["direction"] is not { } direction ? [] :
    [
        .. Words(direction.Query, Sides.Query), .. Words(direction.Response, Sides.Response), .. Words(direction.Both, Sides.Query | Sides.Response),
    ];

    /// <summary>The sides; none where the word is not among those that mean any.</summary>
    public Sides Of(MappedValues values)
    {
        if (!_isTold)
        {
            return values[LogField.Rcode].IsEmpty && values[LogField.Answers].IsEmpty && values.Kind(LogField.Answers) != Scanning.JsonKind.Array ? Sides.Query : Sides.Query | Sides.Response;
        }
        var word = values[LogField.Kind];
        foreach (var (known, sides) in _words)
        {
            if (Ascii.EqualsIgnoreCase(word, known))
            {
                return sides;
            }
        }
        return Sides.None;
    }

    static IEnumerable<(byte[] Word, Sides Sides)> Words(IEnumerable<string> words, Sides sides) => words.Select(word => (Encoding.UTF8.GetBytes(word), sides));
}
