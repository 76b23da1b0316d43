using System.Globalization;

namespace Nameward.Engine.Findings.Sites;

/// <summary>Where in a file something stands.</summary>
/// <param name="File">Path of the file, as the user named it.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column, from 1.</param>
public readonly record struct FilePlace(string File, int Line, int Column) : IComparable<FilePlace>
{
    /// <inheritdoc/>
    public int CompareTo(FilePlace other) => Line != other.Line ? Line.CompareTo(other.Line) : Column.CompareTo(other.Column);

    /// <summary>As editors and terminals follow it: <c>nameward.yaml:4:14</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}:{Column}");
}
