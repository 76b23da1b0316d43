using Nameward.Engine.Evidence.Mappings;

namespace Nameward.Engine.Evidence.Proposals;

/// <summary>A column of a file, or a path of its objects, with what the first records have there.</summary>
sealed class SampledColumn(MapColumn place, string name)
{
    /// <summary>Words that stand where there is no value.</summary>
    static readonly HashSet<string> EmptyWords = new(["-", "--", "n/a", "na", "null", "none", "nil", "(empty)", "(null)", "undefined", "unknown", "\\n", "?"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Where it stands.</summary>
    public MapColumn Place { get; } = place;

    /// <summary>Its name; empty where it has none.</summary>
    public string Name { get; } = name;

    /// <summary>The values that stand for something, in the order of the records; of a list of one, its item.</summary>
    public List<byte[]> Values { get; } = [];

    /// <summary>The record of each value.</summary>
    public List<int> Records { get; } = [];

    /// <summary>How many of the values are lists of JSON, brackets and all.</summary>
    public int Lists { get; private set; }

    /// <summary>Words seen that stand for no value.</summary>
    public HashSet<string> Empty { get; } = new(StringComparer.Ordinal);

    /// <summary>Adds a value.</summary>
    public void Add(ReadOnlySpan<byte> value, int record, bool isList)
    {
        value = value.Trim(" \t\r\n"u8);
        if (value.IsEmpty)
        {
            return;
        }
        if (value.Length <= 12 && System.Text.Encoding.Latin1.GetString(value) is var word && EmptyWords.Contains(word))
        {
            Empty.Add(word);
            return;
        }
        Lists += isList ? 1 : 0;
        Values.Add(value.ToArray());
        Records.Add(record);
    }
}
