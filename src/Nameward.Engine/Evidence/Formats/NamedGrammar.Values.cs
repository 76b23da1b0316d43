using System.Text;

namespace Nameward.Engine.Evidence.Formats;

/// <content>The values of settings.</content>
sealed partial class NamedGrammar
{
    bool TryValue(NamedValue kind, ref StatementCursor cursor) => kind switch
    {
        NamedValue.Words or NamedValue.Switch or NamedValue.ZoneType or NamedValue.Forward => TryWords(kind, ref cursor),
        NamedValue.Matches => TryOpen(ref cursor, out _) && NamedValues.AddMatches(ref cursor, _lists, [], Value),
        NamedValue.Servers or NamedValue.Forwarders => TryOpen(ref cursor, out var port) && NamedValues.AddServers(ref cursor, _lists, port, Value),
        NamedValue.Listening => TryListening(ref cursor),
        NamedValue.UpdateRules => TryRules(ref cursor),
        _ => TryLibrary(ref cursor),
    };

    bool TryWords(NamedValue kind, ref StatementCursor cursor)
    {
        while (cursor.TryNext(out var word))
        {
            Value.Add(Value.IsEmpty ? [] : " "u8).Add(word);
        }
        if (Value.IsEmpty)
        {
            return false;
        }
        if (kind == NamedValue.Forward)
        {
            Property.Add(" "u8).Add(Value.Written);
            Value.Clear();
        }
        else if (kind == NamedValue.Switch && IsNo(Value.Written))
        {
            Value.Clear().Add("none"u8);
        }
        else if (kind == NamedValue.ZoneType)
        {
            NameType();
        }
        return true;
    }

    static bool IsNo(ReadOnlySpan<byte> word) => Ascii.EqualsIgnoreCase(word, "no"u8) || Ascii.EqualsIgnoreCase(word, "false"u8) || word.SequenceEqual("0"u8);

    /// <summary>Types have newer names since BIND 9.16.</summary>
    void NameType()
    {
        if (Ascii.EqualsIgnoreCase(Value.Written, "master"u8))
        {
            Value.Clear().Add("primary"u8);
        }
        else if (Ascii.EqualsIgnoreCase(Value.Written, "slave"u8))
        {
            Value.Clear().Add("secondary"u8);
        }
    }

    /// <summary><c>listen-on [port number] [tls name] [http name] { elements }</c>.</summary>
    bool TryListening(ref StatementCursor cursor)
    {
        ReadOnlySpan<byte> port = [];
        var token = cursor.Next();
        for (; token is StatementToken.Word or StatementToken.Text; token = cursor.Next())
        {
            var word = cursor.Value;
            if (cursor.TryNext(out var value) && word.SequenceEqual("port"u8))
            {
                port = value;
            }
            else if ((word.SequenceEqual("tls"u8) || word.SequenceEqual("http"u8)) && !value.SequenceEqual("none"u8))
            {
                Property.Add(" "u8).Add(word);
            }
        }
        return token == StatementToken.Open && NamedValues.AddMatches(ref cursor, _lists, port, Value);
    }

    /// <summary><c>{ grant|deny IDENTITY RULE [NAME] [TYPES]; }</c>, or <c>local</c>, which is a key of the server's own.</summary>
    bool TryRules(ref StatementCursor cursor)
    {
        var token = cursor.Next();
        if (token == StatementToken.Word && cursor.Value.SequenceEqual("local"u8))
        {
            Value.Add("key local-ddns"u8);
            return true;
        }
        while (token is StatementToken.Open or StatementToken.End && cursor.TryNext(out var word))
        {
            if (cursor.TryNext(out var identity))
            {
                Value.Next().Add(word.SequenceEqual("deny"u8) ? "!key "u8 : "key "u8).Add(identity);
            }
            for (token = cursor.Next(); token is StatementToken.Word or StatementToken.Text; token = cursor.Next())
            {
            }
        }
        return token is StatementToken.Open or StatementToken.End;
    }

    /// <summary><c>plugin query "FILE" { ... }</c>, <c>dyndb "NAME" "FILE" { ... }</c>: the last text before the braces.</summary>
    bool TryLibrary(ref StatementCursor cursor)
    {
        var hasName = false;
        for (; cursor.TryNext(out var word); hasName = true)
        {
            if (hasName)
            {
                Value.Clear().Add(word);
            }
        }
        return !Value.IsEmpty;
    }

    /// <summary><c>{ zone NAME [policy ACTION] ...; }</c>: a statement for each zone.</summary>
    bool PolicyZones(ref StatementCursor cursor, in NamedStatement said)
    {
        var count = 0;
        if (cursor.Next() != StatementToken.Open)
        {
            return false;
        }
        while (cursor.TryNext(out _) && cursor.TryNext(out var zone))
        {
            Value.Clear().Add("given"u8);
            while (cursor.TryNext(out var word))
            {
                if (word.SequenceEqual("policy"u8) && cursor.TryNext(out var action))
                {
                    Value.Clear().Add(action);
                }
            }
            Say(said, Scope(name: zone), Value.Written, continues: count++ > 0);
        }
        if (count == 0)
        {
            Say(said, Scope(), "none"u8);
        }
        return true;
    }

    /// <summary><c>{ NAME TYPE NUMBERS "KEY"; }</c>: a statement for each key, which is left out.</summary>
    bool Anchors(ref StatementCursor cursor, in NamedStatement said)
    {
        var count = 0;
        if (cursor.Next() != StatementToken.Open)
        {
            return false;
        }
        while (cursor.TryNext(out var name))
        {
            Value.Clear();
            for (var token = cursor.Next(); token is StatementToken.Word or StatementToken.Text; token = cursor.Next())
            {
                Value.Add(Value.IsEmpty || token == StatementToken.Text ? [] : " "u8).Add(token == StatementToken.Text ? [] : cursor.Value);
            }
            Say(said, Scope(name: name), Value.Written, continues: count++ > 0);
        }
        return count > 0;
    }
}
