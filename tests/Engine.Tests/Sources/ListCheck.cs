using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Nameward.Engine.Tests.Sources;

/// <summary>
/// One of the program's lists (formats, detectors, reports ...): a static property of a type whose name ends in "List", which holds things of some interface.
/// </summary>
/// <param name="Name">Type and property.</param>
/// <param name="Entries">Id and type of each entry, in the order of the list.</param>
/// <param name="Types">Every type that belongs into it.</param>
sealed record ListCheck(string Name, IReadOnlyList<ListEntry> Entries, IReadOnlyList<Type> Types)
{
    const string KebabCase = "^[a-z0-9]+(-[a-z0-9]+)*$";

    public override string ToString() => Name;

    /// <summary>Every list of an assembly.</summary>
    public static IEnumerable<ListCheck> In(Assembly assembly)
    {
        const BindingFlags OfType = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
        var holders = assembly.GetTypes().Where(type => type.Name.EndsWith("List", StringComparison.Ordinal));
        foreach (var list in holders.SelectMany(holder => holder.GetProperties(OfType)))
        {
            if (ItemOf(list.PropertyType) is { } item)
            {
                var entries = ((IEnumerable)list.GetValue(null)!).Cast<object>().Select(entry => new ListEntry(IdOf(entry), entry.GetType()));
                var types = assembly.GetTypes().Where(member => member is { IsClass: true, IsAbstract: false } && item.IsAssignableFrom(member) && !IsMadeAtRunTime(member));
                yield return new($"{list.DeclaringType!.Name}.{list.Name}", [.. entries], [.. types]);
            }
        }
    }

    /// <summary>Whether a thing needs to be told something when it is made, as a mapped log its mapping: there is no one of it that a list could hold.</summary>
    static bool IsMadeAtRunTime(Type type) => !type.GetConstructors().Any(made => made.GetParameters().All(parameter => parameter.IsOptional));

    /// <summary>All that is wrong with the list.</summary>
    public IEnumerable<string> Complaints()
    {
        foreach (var type in Types.Where(type => Entries.All(entry => entry.Type != type)))
        {
            yield return $"{Name}: {type.Name} is missing";
        }
        foreach (var entry in Entries.Where(entry => !Regex.IsMatch(entry.Id, KebabCase)))
        {
            yield return $"{Name}: '{entry.Id}' is not in kebab-case";
        }
        foreach (var (first, second) in Entries.Zip(Entries.Skip(1)).Where(pair => string.CompareOrdinal(pair.First.Id, pair.Second.Id) >= 0))
        {
            yield return first.Id == second.Id ? $"{Name}: '{first.Id}' stands there twice" : $"{Name}: '{second.Id}' stands behind '{first.Id}'";
        }
    }

    /// <summary>The interface that a list is of; null where it is no list of ours.</summary>
    static Type? ItemOf(Type list) =>
        list.IsGenericType && list.GetGenericTypeDefinition() == typeof(ImmutableArray<>) && list.GetGenericArguments()[0] is { IsInterface: true } item ? item : null;

    /// <summary>The entry's id, or that of its <c>Info</c>.</summary>
    static string IdOf(object entry)
    {
        var holder = Property(entry, "Info") ?? entry;
        return Property(holder, "Id") as string ?? throw new InvalidOperationException($"{entry.GetType().Name} has no id");
    }

    static object? Property(object of, string name) =>
        of.GetType().GetInterfaces().Prepend(of.GetType()).Select(type => type.GetProperty(name)).FirstOrDefault(property => property is not null)?.GetValue(of);
}

/// <summary>One entry of a list.</summary>
readonly record struct ListEntry(string Id, Type Type);
