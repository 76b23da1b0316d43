using System.Collections.Immutable;
using System.Text;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// What the fields of a product's records mean: a path of member names with dots between (of a column, its name) for each. Where several paths mean the same,
/// the first of the table that a record has a value for counts, wherever in the record it stands.
/// </summary>
sealed class FieldTable
{
    /// <summary>A table of these paths.</summary>
    public FieldTable(params ReadOnlySpan<(string Path, LogField Field)> paths)
    {
        Root = new();
        for (var i = 0; i < paths.Length; i++)
        {
            Root.Add(paths[i].Path, paths[i].Field, i);
            TellsAskers |= paths[i].Field is LogField.Host or LogField.User or LogField.Process;
        }
    }

    /// <summary>Whether records may tell which host, account or program asked.</summary>
    public bool TellsAskers { get; }

    /// <summary>Whether a list stands for the first value in it: Elasticsearch gives each field of a hit as a list.</summary>
    public bool OpensLists { get; init; }

    /// <summary>The members of a record.</summary>
    public Node Root { get; }

    /// <summary>The members of one object.</summary>
    public sealed class Node
    {
        readonly List<Member> _members = [];

        // Few names have the same length, and most of what a record says is not read.
        Member[][] _byLength = [];

        /// <summary>What a member of this name is; null where it is not read.</summary>
        public Member? Find(ReadOnlySpan<byte> name)
        {
            foreach (var member in name.Length < _byLength.Length ? _byLength[name.Length] : [])
            {
                if (name.SequenceEqual(member.Name.AsSpan()))
                {
                    return member;
                }
            }
            return null;
        }

        /// <summary>What a column of this name is, in any case; null where it is not read.</summary>
        public Member? FindColumn(ReadOnlySpan<byte> name)
        {
            foreach (var member in _members)
            {
                if (Ascii.EqualsIgnoreCase(name, member.Name.AsSpan()))
                {
                    return member;
                }
            }
            return null;
        }

        internal void Add(string path, LogField field, int rank)
        {
            // A path, or any part of it, may also be written out as one name, as flattened exports do.
            Take(path).Mean(field, rank);
            for (var dot = path.IndexOf('.', StringComparison.Ordinal); dot > 0; dot = path.IndexOf('.', dot + 1))
            {
                (Take(path[..dot]).Children ??= new()).Add(path[(dot + 1)..], field, rank);
            }
        }

        Member Take(string name)
        {
            var bytes = Encoding.UTF8.GetBytes(name);
            var member = Find(bytes);
            if (member is null)
            {
                member = new([.. bytes]);
                _members.Add(member);
                _byLength = [.. Enumerable.Range(0, _members.Max(other => other.Name.Length) + 1).Select(OfLength)];
            }
            return member;
        }

        Member[] OfLength(int length) => [.. _members.Where(member => member.Name.Length == length)];
    }

    /// <summary>One member: a value that means something, an object with such values, or both.</summary>
    public sealed class Member(ImmutableArray<byte> name)
    {
        /// <summary>Its name.</summary>
        public ImmutableArray<byte> Name { get; } = name;

        /// <summary>What its value means; null where only what lies in it is read.</summary>
        public LogField? Field { get; private set; }

        /// <summary>Which path of the table it is, from 0: of several that mean the same the lowest counts.</summary>
        public int Rank { get; private set; }

        /// <summary>The members of its object; null where these are not read.</summary>
        public Node? Children { get; set; }

        internal void Mean(LogField field, int rank)
        {
            if (Field is null)
            {
                (Field, Rank) = (field, rank);
            }
        }
    }
}
