using System.Globalization;

namespace Nameward.Engine.Evidence.Mappings;

/// <summary>A column of theirs: by its name, or the path of a member of JSON with dots between; or by its number where it has no name.</summary>
/// <param name="Name">The name or path; empty where it goes by its number.</param>
/// <param name="Number">The number, from 1; 0 where it goes by its name.</param>
public readonly record struct MapColumn(string Name, int Number)
{
    /// <summary>Columns beyond these are not read: no log has so many.</summary>
    public const int MostColumns = 256;

    /// <summary>A column by its name.</summary>
    public static MapColumn Named(string name) => new(name, 0);

    /// <summary>A column by its number, from 1.</summary>
    public static MapColumn Numbered(int number) => new("", number);

    /// <summary>As it is said to a person.</summary>
    public override string ToString() => Number == 0 ? Name : string.Create(CultureInfo.InvariantCulture, $"column {Number}");
}
