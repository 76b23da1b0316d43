namespace Nameward.Engine.Evidence.Formats;

/// <summary>How a line writes fields as names with values.</summary>
enum PairForm : byte
{
    /// <summary>It does not.</summary>
    None,
    /// <summary><c>key=value key="a value" </c>: spaces between, spaces in values in quotes, in which <c>\"</c> is a quote.</summary>
    Spaced,
    /// <summary><c>key=value,key="a value"</c>: the same with commas.</summary>
    Commas,
    /// <summary><c>key=value|key=a value|</c>: upright strokes between.</summary>
    Strokes,
    /// <summary><c>key:"a value"; key:"value"; </c> (Check Point's Log Exporter, syslog).</summary>
    Colons,
    /// <summary>ArcSight's Common Event Format, its header first: spaces between, a value lasts until the next name, and <c>\=</c>, <c>\\</c>, <c>\|</c>, <c>\n</c> are escapes.</summary>
    Cef,
    /// <summary>IBM's Log Event Extended Format, its header first: tabs between, or what the header of version 2 names.</summary>
    Leef,
}
