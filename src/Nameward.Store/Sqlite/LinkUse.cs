namespace Nameward.Store.Sqlite;

/// <summary>For what a file is opened.</summary>
enum LinkUse
{
    /// <summary>To be read alone.</summary>
    Read,
    /// <summary>To be written; it is there.</summary>
    Write,
    /// <summary>To be written, and made where it is not there.</summary>
    WriteOrMake,
}
