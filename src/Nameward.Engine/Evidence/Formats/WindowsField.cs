namespace Nameward.Engine.Evidence.Formats;

/// <summary>The parts of an event that are kept, beside what its data items are.</summary>
enum WindowsField : byte
{
    /// <summary>A part of no concern.</summary>
    None,
    /// <summary>Name of the provider: <c>Microsoft-Windows-Sysmon</c>.</summary>
    Provider,
    /// <summary>GUID of the provider, in braces or not.</summary>
    ProviderGuid,
    /// <summary>Number of the event.</summary>
    Id,
    /// <summary>When it was written; UTC where no zone stands there.</summary>
    Time,
    /// <summary>When it was written, in the zone of the log where none stands there.</summary>
    LocalTime,
    /// <summary>Name of the host that wrote it.</summary>
    Computer,
    /// <summary>Name of the account on whose behalf it was written, without its domain.</summary>
    Account,
    /// <summary>Domain of that account.</summary>
    AccountDomain,
    /// <summary>Security identifier of that account: <c>S-1-5-18</c>.</summary>
    UserId,
    /// <summary>Number of the process that wrote it.</summary>
    ProcessId,
    /// <summary>Name of a data item.</summary>
    DataName,
    /// <summary>Value of a data item.</summary>
    DataValue,
}
