namespace Nameward.Engine.Tests.Formats;

/// <summary>What the records of a file are, told without a reader of the program.</summary>
public enum Counted
{
    /// <summary>Lines, an unfinished last one too.</summary>
    Lines,
    /// <summary>Lines whose line feed does not stand in quotes.</summary>
    CsvRows,
    /// <summary>Values of JSON, one behind the other, however they are printed.</summary>
    JsonValues,
    /// <summary>Elements of XML of the name Event.</summary>
    EventElements,
    /// <summary>Records of a Windows event log.</summary>
    EventRecords,
    /// <summary>Data frames of frame streams.</summary>
    Frames,
    /// <summary>Packets of a capture; conversations are records of their own, and not counted.</summary>
    Packets,
    /// <summary>Lines that begin a record, and empty ones between records: others belong to the record above.</summary>
    HeadLines,
    /// <summary>Lines of a configuration in blocks that hold more than what closes one.</summary>
    Settings,
}
