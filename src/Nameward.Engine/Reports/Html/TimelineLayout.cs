namespace Nameward.Engine.Reports.Html;

/// <summary>Where the parts of a timeline's drawing lie, in its own units; text is never scaled below 10 px at these widths.</summary>
sealed record TimelineLayout
{
    /// <summary>For a page.</summary>
    public static TimelineLayout Wide { get; } = new() { Name = "wide", Width = 860, Left = 52, Right = 846, QueryBase = 226, BytesTop = 299, BytesBase = 374, MostTicks = 8, MostBars = 240 };
    /// <summary>For a phone.</summary>
    public static TimelineLayout Narrow { get; } = new() { Name = "narrow", Width = 340, Left = 38, Right = 334, QueryBase = 186, BytesTop = 253, BytesBase = 316, MostTicks = 5, MostBars = 96 };

    /// <summary>Its class in the page's style.</summary>
    public required string Name { get; init; }
    /// <summary>Width of the drawing.</summary>
    public required double Width { get; init; }
    /// <summary>Left edge of the plots.</summary>
    public required double Left { get; init; }
    /// <summary>Right edge of the plots.</summary>
    public required double Right { get; init; }
    /// <summary>Top of the plot of queries.</summary>
    public double QueryTop { get; init; } = 56;
    /// <summary>Zero of the plot of queries.</summary>
    public required double QueryBase { get; init; }
    /// <summary>Top of the plot of bytes.</summary>
    public required double BytesTop { get; init; }
    /// <summary>Zero of the plot of bytes.</summary>
    public required double BytesBase { get; init; }
    /// <summary>Most marks on the axis of time.</summary>
    public required int MostTicks { get; init; }
    /// <summary>Most bars; more intervals than that are drawn as the busiest of several.</summary>
    public required int MostBars { get; init; }
}
