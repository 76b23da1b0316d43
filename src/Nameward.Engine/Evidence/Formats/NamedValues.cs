using System.Buffers;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>The lists in braces of <c>named.conf</c>: who may, and which servers. Names that were defined above are written as what they stand for.</summary>
static class NamedValues
{
    static readonly SearchValues<byte> AddressBytes = SearchValues.Create("0123456789."u8);

    /// <summary>
    /// Adds the elements of an address match list, whose opening brace was taken (BIND 9 ARM, "address_match_element"). Of a negated list the members are negated; where one of
    /// them is negated itself the list stays as it is written, for that is something else.
    /// </summary>
    /// <returns>False where it has no end.</returns>
    public static bool AddMatches(ref StatementCursor cursor, NamedLists lists, scoped ReadOnlySpan<byte> port, SettingText into)
    {
        var negations = default(NamedNegations);
        while (true)
        {
            switch (cursor.Next())
            {
                case StatementToken.Open when negations.IsNext && IsMixed(cursor, out var behind):
                    AddAsWritten(ref cursor, behind.Start, into.Next().Add("!{"u8));
                    cursor = behind;
                    negations.IsNext = false;
                    break;
                case StatementToken.Open:
                    negations.Open();
                    break;
                case StatementToken.Close when negations.IsOutermost:
                    return true;
                case StatementToken.Close:
                    negations.Close();
                    break;
                case StatementToken.End:
                    break;
                case StatementToken.Word or StatementToken.Text:
                    AddWord(ref cursor, ref negations, lists, port, into);
                    break;
                default:
                    return false;
            }
        }
    }

    static void AddWord(ref StatementCursor cursor, ref NamedNegations negations, NamedLists lists, scoped ReadOnlySpan<byte> port, SettingText into)
    {
        var word = cursor.Value;
        if (word.SequenceEqual("!"u8))
        {
            negations.IsNext = true;
            return;
        }
        negations.IsNext |= word is [(byte)'!', ..];
        AddElement(ref cursor, word.TrimStart((byte)'!'), negations.Holds, lists, port, into);
        negations.IsNext = false;
    }

    /// <summary>
    /// Adds servers, whose opening brace was taken: <c>address [port number] [key name] [tls name]</c>, or the name of a list of them. A port that is not that of
    /// DNS stands behind <c>#</c>.
    /// </summary>
    /// <returns>False where the list has no end.</returns>
    public static bool AddServers(ref StatementCursor cursor, NamedLists lists, scoped ReadOnlySpan<byte> usual, SettingText into)
    {
        while (true)
        {
            switch (cursor.Next())
            {
                case StatementToken.Close:
                    return true;
                case StatementToken.End:
                    break;
                case StatementToken.Word or StatementToken.Text:
                    var server = cursor.Value;
                    if (lists.TryGet(NamedList.Servers, server, out var members))
                    {
                        AddMembers(members, isNegated: false, [], into);
                        break;
                    }
                    AddServer(ref cursor, server, usual, into);
                    break;
                default:
                    return false;
            }
        }
    }

    /// <summary>Adds a server with what stands behind its address, up to the semicolon.</summary>
    static void AddServer(ref StatementCursor cursor, ReadOnlySpan<byte> server, scoped ReadOnlySpan<byte> port, SettingText into)
    {
        ReadOnlySpan<byte> key = [];
        while (cursor.TryNext(out var word))
        {
            if (word.SequenceEqual("port"u8) && cursor.TryNext(out var number))
            {
                port = number;
            }
            else if (word.SequenceEqual("key"u8) && cursor.TryNext(out var name))
            {
                key = name;
            }
        }
        into.Next().Add(server).AddPort(port).Add(key.IsEmpty ? [] : " key "u8).Add(key);
    }

    /// <summary>Adds the tokens up to a place in the form that all lists have.</summary>
    static void AddAsWritten(ref StatementCursor cursor, int end, SettingText into)
    {
        for (var token = cursor.Next(); token != StatementToken.None && cursor.Start < end; token = cursor.Next())
        {
            into.Add(token switch
            {
                StatementToken.End => ";"u8,
                StatementToken.Open => " {"u8,
                StatementToken.Close => " }"u8,
                _ => " "u8,
            }).Add(cursor.Value);
        }
        into.Add(" }"u8);
    }

    /// <summary>Whether an element of a list in braces is negated; the list's opening brace was taken.</summary>
    static bool IsMixed(StatementCursor cursor, out StatementCursor behind)
    {
        var (depth, isMixed) = (0, false);
        for (var token = cursor.Next(); token is not (StatementToken.None or StatementToken.Unfinished); token = cursor.Next())
        {
            isMixed |= cursor.Value is [(byte)'!', ..];
            depth += token == StatementToken.Open ? 1 : token == StatementToken.Close ? -1 : 0;
            if (depth < 0)
            {
                break;
            }
        }
        behind = cursor;
        return isMixed;
    }

    static void AddElement(ref StatementCursor cursor, ReadOnlySpan<byte> word, bool isNegated, NamedLists lists, scoped ReadOnlySpan<byte> port, SettingText into)
    {
        if (word.SequenceEqual("key"u8) || word.SequenceEqual("geoip"u8))
        {
            into.Next().Add(isNegated ? "!"u8 : []).Add(word);
            while (cursor.TryNext(out var part))
            {
                into.Add(" "u8).Add(part);
            }
            return;
        }
        if (!lists.TryGet(NamedList.Acl, word, out var members))
        {
            AddPrefix(into.Next().Add(isNegated ? "!"u8 : []), word).AddPort(port);
        }
        else if (isNegated && members.Contains((byte)'!'))
        {
            into.Next().Add("!"u8).Add(word);
        }
        else
        {
            AddMembers(members, isNegated, port, into);
        }
    }

    static void AddMembers(ReadOnlySpan<byte> members, bool isNegated, ReadOnlySpan<byte> port, SettingText into)
    {
        while (!members.IsEmpty)
        {
            var end = members.IndexOf(", "u8);
            into.Next().Add(isNegated ? "!"u8 : []).Add(end < 0 ? members : members[..end]).AddPort(port);
            members = end < 0 ? [] : members[(end + 2)..];
        }
    }

    /// <summary>Adds an address or a prefix, of which zeros at the end may be left out: <c>10/8</c>.</summary>
    static SettingText AddPrefix(SettingText into, ReadOnlySpan<byte> word)
    {
        const int Dots = 3;
        var slash = word.IndexOf((byte)'/');
        var isShort = slash > 0 && !word[..slash].ContainsAnyExcept(AddressBytes);
        into.Add(isShort ? word[..slash] : word);
        for (var dots = isShort ? word[..slash].Count((byte)'.') : Dots; dots < Dots; dots++)
        {
            into.Add(".0"u8);
        }
        return into.Add(isShort ? word[slash..] : []);
    }
}
