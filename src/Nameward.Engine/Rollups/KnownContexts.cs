namespace Nameward.Engine.Rollups;

/// <summary>The numbers of contexts that one thread met last: it asks for each once in a segment and server, and not once in a row.</summary>
sealed class KnownContexts(RowContexts contexts)
{
    const int Places = 64;

    readonly RowContext[] _contexts = new RowContext[Places];
    readonly ushort[] _numbers = new ushort[Places];

    /// <summary>The number of a context; <see cref="RowContexts.Spelled"/> where it has none.</summary>
    public ushort NumberOf(RowContext context)
    {
        var place = (int)(context.Server & (Places - 1));
        if (_numbers[place] == RowContexts.Spelled || _contexts[place] != context)
        {
            (_contexts[place], _numbers[place]) = (context, contexts.Number(context));
        }
        return _numbers[place];
    }
}
