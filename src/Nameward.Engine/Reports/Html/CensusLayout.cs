using System.Globalization;

namespace Nameward.Engine.Reports.Html;

/// <summary>
/// Where the nodes of the picture of a census lie: columns side by side on a page, below each other on a phone. "Along" runs from who asks to who is
/// asked, "across" from node to node of one column; text is never scaled below 10 px.
/// </summary>
sealed record CensusLayout
{
    /// <summary>For a page: along is to the right.</summary>
    public static CensusLayout Wide { get; } = new() { Name = "wide", Width = 860, Start = 4, Along = 176, Across = 70, AcrossStart = 34, Pitch = 92, Step = 338, FirstLine = 23, Indent = 16, ShortText = 19, MostText = 24 };
    /// <summary>For a phone: along is down.</summary>
    public static CensusLayout Narrow { get; } = new() { Name = "narrow", Width = 340, Start = 26, Along = 60, Across = 103, AcrossStart = 2, Pitch = 112, Step = 150, FirstLine = 19, Indent = 9, ShortText = 12, MostText = 17, IsDown = true };

    /// <summary>Its class in the page's style.</summary>
    public required string Name { get; init; }
    /// <summary>Width of the drawing.</summary>
    public required double Width { get; init; }
    /// <summary>Where the first column begins.</summary>
    public required double Start { get; init; }
    /// <summary>Size of a node along.</summary>
    public required double Along { get; init; }
    /// <summary>Size of a node across.</summary>
    public required double Across { get; init; }
    /// <summary>Where the first node of a column begins across.</summary>
    public required double AcrossStart { get; init; }
    /// <summary>From node to node across.</summary>
    public required double Pitch { get; init; }
    /// <summary>From column to column of three.</summary>
    public required double Step { get; init; }
    /// <summary>Base of the first of the three lines of a node.</summary>
    public required double FirstLine { get; init; }
    /// <summary>From the edge of a node to its text.</summary>
    public required double Indent { get; init; }
    /// <summary>Characters up to which a title has its full size.</summary>
    public required int ShortText { get; init; }
    /// <summary>Characters of a title.</summary>
    public required int MostText { get; init; }
    /// <summary>Whether along is down.</summary>
    public bool IsDown { get; init; }

    /// <summary>A point as SVG writes it.</summary>
    public string Point(double along, double across) => IsDown
        ? string.Create(CultureInfo.InvariantCulture, $"{across:0.#} {along:0.#}")
        : string.Create(CultureInfo.InvariantCulture, $"{along:0.#} {across:0.#}");

    /// <summary>Height of the drawing of so many columns, the longest of which has so many nodes.</summary>
    public double Height(int columns, int longest) => IsDown ? Start + (columns - 1) * Step + Along + 8 : AcrossStart + longest * Pitch - 6;

    /// <summary>Where a column begins; two columns take the whole width too.</summary>
    public double ColumnStart(int column, int columns) => Start + column * (columns == 2 && !IsDown ? Step * 2 : Step);
}
