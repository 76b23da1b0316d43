namespace Nameward.Engine.Evidence.Formats;

/// <summary>What stands before the message of a line and shows whose line it is.</summary>
[Flags]
enum BindMarks : byte
{
    /// <summary>Nothing: the line is its message.</summary>
    None = 0,
    /// <summary>A time that <c>named</c> itself wrote.</summary>
    OwnTime = 1,
    /// <summary>The name of a logging category.</summary>
    Category = 2,
    /// <summary>A severity.</summary>
    Severity = 4,
    /// <summary>A syslog header that names <c>named</c> as the program.</summary>
    Named = 8,
}
