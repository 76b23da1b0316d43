using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// A block of <c>dhcpd.leases</c> (dhcpd.leases(5) of ISC dhcpd 4.4): <c>lease 192.0.2.7 { starts 6 2026/11/21 09:00:00; ends 6 2026/11/21 21:00:00; binding state active; hardware ethernet
/// 02:00:5e:00:53:01; client-hostname "pc7"; }</c>, a statement on each line. Of a lease that is no longer active <c>ends</c> tells when it ended. A host that does not speak
/// DHCP found the address of one that is <c>abandoned</c>.
/// </summary>
static class IscLeaseBlock
{
    /// <summary>Bytes of <c>2026/11/21 09:00:00</c>.</summary>
    const int IsoBytes = 19;

    /// <summary>Lines of one block: more than these are damage, and not a lease.</summary>
    const int MostLines = 64;

    /// <summary>Whether a line begins a block; the file of a client has blocks too, which name no address.</summary>
    public static bool IsBeginning(ReadOnlySpan<byte> line) => line.StartsWith("lease "u8) && line.Length > 6 && line[6] is >= (byte)'0' and <= (byte)'9';

    /// <summary>
    /// Where the line feed stands that ends the record which a text begins with: that behind the brace of a block, else that of its first line. A block that does not end
    /// before the next one begins, or in due course, ends there. -1 where it is not there yet.
    /// </summary>
    public static int EndOf(ReadOnlySpan<byte> text)
    {
        // No more is looked at than the largest record, however much is there: in any pieces a record ends at the same place.
        var most = text[..Math.Min(text.Length, IRecordReader.LargestRecord)];
        var end = EndWithin(most);
        return end < 0 && most.Length == IRecordReader.LargestRecord ? text.IndexOf((byte)'\n') : end;
    }

    static int EndWithin(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOf((byte)'\n');
        if (end < 0 || !IsBeginning(text[..end]) || text[..end].TrimEnd(" \t\r"u8) is [.., (byte)'}'])
        {
            return end;
        }
        for (var lines = 0; lines < MostLines; lines++)
        {
            var rest = text[(end + 1)..];
            var next = rest.IndexOf((byte)'\n');
            if (next < 0)
            {
                return -1;
            }
            var line = rest[..next].Trim(" \t\r"u8);
            if (IsBeginning(line))
            {
                return end;
            }
            end += next + 1;
            if (line is [(byte)'}', ..])
            {
                return end;
            }
        }
        return end;
    }

    /// <summary>Reads a block, or what is there of it.</summary>
    public static LineResult Read(ReadOnlySpan<byte> block, long offset, IBatchWriter rows)
    {
        if (block.TrimEnd(" \t\r\n"u8) is not [.., (byte)'}'])
        {
            return LineResult.Malformed("the block of a lease does not end");
        }
        var text = block["lease "u8.Length..];
        var address = TextWords.TakeUntil(ref text, (byte)'{').TrimEnd((byte)' ');
        var row = new Statements();
        while (!text.IsEmpty)
        {
            row.Take(TakeStatement(ref text));
        }
        return row.IsDamaged ? LineResult.Malformed("the time is no time") : row.IsOfHost ? row.End(address, offset, rows) : LineResult.Ignored;
    }

    /// <summary>Takes a statement off, up to its semicolon; one in quotes ends none.</summary>
    static ReadOnlySpan<byte> TakeStatement(scoped ref ReadOnlySpan<byte> text)
    {
        var isQuoted = false;
        var at = 0;
        for (; at < text.Length && (isQuoted || text[at] is not ((byte)';' or (byte)'}')); at++)
        {
            isQuoted ^= text[at] == '"';
            at += isQuoted && text[at] == '\\' ? 1 : 0;
        }
        at = Math.Min(at, text.Length);
        var statement = text[..at].Trim(" \t\r\n"u8);
        text = text[Math.Min(at + 1, text.Length)..];
        return statement;
    }

    /// <summary>What the statements of a block say.</summary>
    ref struct Statements
    {
        ReadOnlySpan<byte> _hardware, _host;
        DateTime _starts, _ends;
        bool _isOver, _isAbandoned;

        /// <summary>Whether a time cannot be read.</summary>
        public bool IsDamaged { get; private set; }

        /// <summary>Whether it tells whose the address was.</summary>
        public readonly bool IsOfHost => !_isAbandoned && (!_hardware.IsEmpty || !_host.IsEmpty);

        public void Take(ReadOnlySpan<byte> statement)
        {
            statement = WithoutComment(statement);
            if (TextWords.TryTake(ref statement, "starts "u8))
            {
                IsDamaged |= !TryTime(statement, out _starts);
            }
            else if (TextWords.TryTake(ref statement, "ends "u8))
            {
                IsDamaged |= !TryTime(statement, out _ends);
            }
            else if (TextWords.TryTake(ref statement, "binding state "u8))
            {
                _isOver = !statement.SequenceEqual("active"u8);
                _isAbandoned = statement.SequenceEqual("abandoned"u8);
            }
            else if (TextWords.TryTake(ref statement, "hardware "u8))
            {
                TextWords.Take(ref statement);
                _hardware = statement;
            }
            else if (TextWords.TryTake(ref statement, "client-hostname "u8))
            {
                _host = statement.Trim((byte)'"');
            }
        }

        public readonly LineResult End(ReadOnlySpan<byte> address, long offset, IBatchWriter rows)
        {
            // Dates of failed clocks: a lease that ends before it starts is one of its start.
            var seconds = _ends == DateTime.MinValue || _ends < _starts ? null : _ends == DateTime.MaxValue ? uint.MaxValue : (long?)(_ends - _starts).TotalSeconds;
            var isUntimed = _starts == DateTime.MinValue || _starts == DateTime.MaxValue;
            return new LeaseRow { Address = address, Hardware = _hardware, Host = _host, From = isUntimed ? DateTime.MinValue : _starts, Seconds = seconds, IsOver = _isOver }.End(offset, rows);
        }

        /// <summary>A remark behind the statement before, up to the end of its line, as <c>db-time-format local</c> writes.</summary>
        static ReadOnlySpan<byte> WithoutComment(ReadOnlySpan<byte> statement)
        {
            while (statement is [(byte)'#', ..])
            {
                var end = statement.IndexOf((byte)'\n');
                statement = end < 0 ? [] : statement[(end + 1)..].TrimStart(" \t"u8);
            }
            return statement;
        }

        /// <summary><c>6 2026/11/21 09:00:00</c>, the day of the week first; <c>epoch 1795251600</c> where the server writes local times; <c>never</c>.</summary>
        static bool TryTime(ReadOnlySpan<byte> text, out DateTime time)
        {
            time = DateTime.MaxValue;
            if (text.SequenceEqual("never"u8))
            {
                return true;
            }
            if (TextWords.TryTake(ref text, "epoch "u8))
            {
                return Timestamps.TryParse(text, out time);
            }
            TextWords.Take(ref text);
            var date = TextWords.Take(ref text);
            Span<byte> iso = stackalloc byte[IsoBytes];
            if (date.Length + 1 + text.Length != IsoBytes)
            {
                return false;
            }
            date.CopyTo(iso);
            text.CopyTo(iso[(date.Length + 1)..]);
            (iso[4], iso[7], iso[10]) = ((byte)'-', (byte)'-', (byte)'T');
            return Timestamps.TryParse(iso, out time);
        }
    }
}
