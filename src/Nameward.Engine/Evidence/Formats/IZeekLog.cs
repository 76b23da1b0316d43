using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>One of the logs that Zeek writes, in either form: how its rows are told from those of the others, and who reads them.</summary>
interface IZeekLog
{
    /// <summary>The log's name, as <c>#path</c> and <c>_path</c> say it.</summary>
    ReadOnlySpan<byte> Path { get; }

    /// <summary>Whether the columns that a header names are those of this log.</summary>
    bool HasColumns(ZeekFieldSet columns);

    /// <summary>Whether the keys of one line of JSON are those of this log.</summary>
    bool HasKeys(ZeekFieldSet keys);

    /// <summary>Which column is missing without which no row can be read, in words; null where none is.</summary>
    string? Lack(ZeekFieldSet columns);

    /// <summary>Who reads the rows of the TSV form.</summary>
    IZeekTsvRow NewTsvRow();

    /// <summary>Who reads the rows of the JSON form.</summary>
    IZeekJsonRow NewJsonRow();
}

/// <summary>Makes observations of the rows of one log in its TSV form; one belongs to one reader and is used again for every row.</summary>
interface IZeekTsvRow
{
    /// <summary>Reads a row that is whole, and hands over what is observed.</summary>
    LineResult Read(in ZeekFields fields, ZeekHeader header, long offset, IBatchWriter rows);

    /// <summary>Reads a row under <see cref="ZeekHeader.IsUsual">a usual header</see> if it is as nearly all are, in less time; false leaves it to <see cref="Read"/>.</summary>
    /// <param name="text">The text that the row stands in.</param>
    /// <param name="cuts">Where its fields end in the text, from the place before the first on; as many as the header says.</param>
    /// <param name="header">The header.</param>
    /// <param name="offset">Where the row begins in the source.</param>
    /// <param name="rows">Takes it.</param>
    bool TryReadPlain(ReadOnlySpan<byte> text, ReadOnlySpan<int> cuts, ZeekHeader header, long offset, BatchWriter rows) => false;
}

/// <summary>Makes observations of the rows of one log in its JSON form; one belongs to one reader and is used again for every row.</summary>
interface IZeekJsonRow
{
    /// <summary>Reads a row that is one whole object, and hands over what is observed.</summary>
    LineResult Read(in ZeekFields fields, ZeekJsonLine line, long offset, IBatchWriter rows);
}
