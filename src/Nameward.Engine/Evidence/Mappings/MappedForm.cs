namespace Nameward.Engine.Evidence.Mappings;

/// <summary>How the records of a mapped file are written.</summary>
public enum MappedForm
{
    /// <summary>Rows of cells with a mark between them (RFC 4180 and its relatives).</summary>
    Csv,
    /// <summary>A JSON object each, in whatever wrapper.</summary>
    Json,
    /// <summary>Names with values: <c>key=value</c>, with spaces between.</summary>
    Spaces,
    /// <summary><c>key=value</c> with commas between.</summary>
    Commas,
    /// <summary><c>key=value</c> with upright strokes between.</summary>
    Strokes,
    /// <summary><c>key:"value"</c> with semicolons between.</summary>
    Colons,
    /// <summary>ArcSight's Common Event Format.</summary>
    Cef,
    /// <summary>IBM's Log Event Extended Format.</summary>
    Leef,
}
