using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Reads events that tell of a change of the registry (Sysmon 12 and 13, 4657 of the security log), where it changed which DNS servers a host asks, how it asks, or what its
/// DNS server does. Any other key is of no concern. Sysmon writes keys as <c>HKLM\System\CurrentControlSet\...</c>, the security log as <c>\REGISTRY\MACHINE\SYSTEM\ControlSet001\...</c>.
/// </summary>
sealed class WindowsRegistryRow : IWindowsRow
{
    const int CreatedOrDeleted = 12, ValueSet = 13, Audited = 4657;

    /// <summary>Bytes of the longest key that is looked at; those of DNS have about 150.</summary>
    const int LongestKey = 1024;

    readonly StatementRow _row = new();
    readonly byte[] _path = new byte[LongestKey];

    /// <inheritdoc/>
    public LineResult Begin(WindowsEvent read, DateTime time)
    {
        var length = PathOf(read);
        var path = _path.AsSpan(0, length);
        if (length == 0 || WindowsRegistryKey.Find(path) is not { } key)
        {
            return LineResult.Ignored;
        }
        var isSysmon = read.Source == WindowsSource.Sysmon;
        _row.Begin(isSysmon ? SysmonRow.TimeOf(read, time) : time);
        _row.Host = _row.Keep(read[WindowsField.Computer]);
        _row.Actor = _row.Keep(ActorOf(read, isSysmon));
        var isRemoved = IsRemoved(read, isSysmon);
        var value = isRemoved ? [] : ValueIn(isSysmon ? read.Data("Details"u8) : read.Data("NewValue"u8));
        var old = isSysmon ? [] : ValueIn(read.Data("OldValue"u8));
        key.Add(_row, path, isRemoved ? ConfigurationAct.Removed : ConfigurationAct.Set, old, value);
        return LineResult.Observed;
    }

    /// <inheritdoc/>
    public void End(long offset, IBatchWriter rows) => _row.End(offset, rows);

    /// <summary>Writes the path of the value that an event is about; 0 where it is about none.</summary>
    int PathOf(WindowsEvent read)
    {
        if (read.Source == WindowsSource.Sysmon)
        {
            var isChange = read.Id == ValueSet || (read.Id == CreatedOrDeleted && read.Data("EventType"u8).StartsWith("Delete"u8));
            return isChange ? Write(read.Data("TargetObject"u8), []) : 0;
        }
        return read.Id == Audited ? Write(read.Data("ObjectName"u8), read.Data("ObjectValueName"u8)) : 0;
    }

    int Write(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        if (key.IsEmpty || key.Length + value.Length + 1 > _path.Length)
        {
            return 0;
        }
        key.CopyTo(_path);
        if (value.IsEmpty)
        {
            return key.Length;
        }
        _path[key.Length] = (byte)'\\';
        value.CopyTo(_path.AsSpan(key.Length + 1));
        return key.Length + 1 + value.Length;
    }

    /// <summary>The account; where an older Sysmon does not tell it, the program.</summary>
    static ReadOnlySpan<byte> ActorOf(WindowsEvent read, bool isSysmon)
    {
        if (!isSysmon)
        {
            return read.InDomain(read.Data("SubjectDomainName"u8), read.Data("SubjectUserName"u8));
        }
        var user = read.InDomain(read.Data("UserDomain"u8), read.Data("User"u8));
        return user.IsEmpty || user is [(byte)'-'] ? read.Data("Image"u8) : user;
    }

    // %%1906 is the number of the text "Registry value deleted".
    static bool IsRemoved(WindowsEvent read, bool isSysmon) => isSysmon ? read.Id == CreatedOrDeleted : read.Data("OperationType"u8).IndexOf("1906"u8) >= 0;

    /// <summary>The value: <c>DWORD (0x00000001)</c> is 1, <c>(Empty)</c> and <c>-</c> are nothing.</summary>
    static ReadOnlySpan<byte> ValueIn(ReadOnlySpan<byte> text)
    {
        if (text is [(byte)'-'] || text.SequenceEqual("(Empty)"u8))
        {
            return [];
        }
        if (!text.StartsWith("DWORD (0x"u8) || !text.EndsWith(")"u8))
        {
            return text;
        }
        var digits = text["DWORD (0x".Length..^1].TrimStart((byte)'0');
        return digits.IsEmpty ? "0"u8 : digits is [>= (byte)'0' and <= (byte)'9'] ? digits : text["DWORD (".Length..^1];
    }
}
