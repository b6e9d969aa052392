"""What people say without asking anything, in English, Spanish, Portuguese, Hindi and Chinese.

Hindi also in Latin letters. What is a word of a question, too, is left out: `para` ends nothing in
Spanish, it means "for", and `legal` praises in Portuguese what an English question asks about.
"""

from enum import StrEnum


class Smalltalk(StrEnum):
    """What somebody says without asking anything."""

    HELLO = "hello"
    THANKS = "thanks"
    WHO = "who are you"
    CHAT = "chat"
    """A laugh, a nod, praise, a goodbye, or signs alone: it says something of what was said."""
    HELP = "help"
    STOP = "stop"
    FORGET = "forget me"


WHOLE = {
    Smalltalk.HELP: """
        help, help me, what can you do, how does this work, start
        ayuda, ayúdame, ayudame, qué puedes hacer, que puedes hacer, qué sabes hacer
        que sabes hacer, cómo funciona esto, como funciona esto, empezar, comenzar
        ajuda, me ajuda, me ajude, o que você faz, o que voce faz, o que você pode fazer
        o que voce pode fazer, o que você sabe fazer, como isso funciona, começar
        मदद, मेरी मदद करो, मेरी मदद करें, मेरी मदद कीजिए, सहायता, आप क्या कर सकते हैं
        तुम क्या कर सकते हो, यह कैसे काम करता है, शुरू, शुरू करें
        madad, meri madad karo, meri madad karen, sahayata, aap kya kar sakte hain
        aap kya kar sakte ho, tum kya kar sakte ho, yeh kaise kaam karta hai, shuru
        帮助, 帮帮我, 帮我, 你能做什么, 你会做什么, 你可以做什么, 怎么用, 如何使用, 开始, 幫助
    """,
    Smalltalk.STOP: """
        stop, unsubscribe, leave me alone, quit
        detente, déjame en paz, dejame en paz, no me escribas más, no me escribas mas
        cancelar suscripción, cancelar suscripcion, darme de baja
        pare, parar, sair, me deixe em paz, me deixa em paz, não me escreva mais
        nao me escreva mais, cancelar inscrição, cancelar inscricao
        रुको, रुकिए, रुकें, बंद करो, बंद करें, बंद कीजिए, मुझे अकेला छोड़ दो, मुझे मैसेज मत करो
        ruko, rukiye, band karo, band karen, band kijiye, mujhe message mat karo
        停, 停止, 停下, 退订, 取消订阅, 别发了, 不要再发了, 别再给我发消息
    """,
    Smalltalk.FORGET: """
        forget me, forget about me, delete my data, delete me
        olvídame, olvidame, olvídate de mí, olvidate de mi, borra mis datos, elimina mis datos
        bórrame, borrame
        me esqueça, me esqueca, me esquece, esqueça de mim, esqueca de mim, apague meus dados
        apaga meus dados, exclua meus dados, me apague
        मुझे भूल जाओ, मुझे भूल जाएं, मुझे भूल जाइए, मेरा डेटा हटाओ, मेरा डेटा हटाएं, मेरा डेटा मिटाओ
        mujhe bhool jao, mujhe bhul jao, mera data hatao, mera data mitao, mera data delete karo
        忘记我, 忘了我, 忘掉我, 删除我的数据, 删除我的资料, 删除我的信息
    """,
}
"""Whole messages only: `help me with h1b` is a question."""

PARTS = {
    Smalltalk.WHO: """
        who are you, who are u, who r u, what are you, are you a bot, are you bot
        are you an ai, are you ai, are you human, are you a human, are you real
        are you a real person, are you a person, are you a robot, are you chatgpt
        are you gpt, r u a bot, is this a bot, is this ai, is this an ai
        what is your name, what's your name, whats your name, who made you
        who built you, who created you
        quién eres, quien eres, qué eres, que eres, eres un bot, eres bot, eres un robot
        eres humano, eres real, eres una ia, eres una persona, cómo te llamas, como te llamas
        quién te hizo, quien te hizo
        quem é você, quem e voce, quem é vc, você é um bot, voce e um bot, vc é um bot
        você é um robô, voce e um robo, você é humano, você é real, você é uma ia
        qual é o seu nome, qual seu nome, quem te criou, quem te fez
        आप कौन हैं, आप कौन हो, तुम कौन हो, क्या आप बॉट हैं, क्या तुम बॉट हो, क्या आप इंसान हैं
        आपका नाम क्या है, तुम्हारा नाम क्या है
        aap kaun hain, aap kaun ho, tum kaun ho, kya aap bot hain, kya tum bot ho
        aapka naam kya hai, tumhara naam kya hai
        你是谁, 您是谁, 你是机器人吗, 你是人吗, 你是真人吗, 你是ai吗
        你叫什么, 你叫什么名字, 谁做的你
    """,
    Smalltalk.THANKS: """
        thanks, thank you, thx, ty, many thanks, thank you very much
        gracias, muchas gracias, mil gracias, muchísimas gracias, muchisimas gracias
        obrigado, obrigada, muito obrigado, muito obrigada, valeu, obg
        धन्यवाद, बहुत धन्यवाद, बहुत बहुत धन्यवाद, शुक्रिया, बहुत शुक्रिया, आभार
        dhanyavad, dhanyavaad, dhanyawad, dhanyawaad, bahut dhanyavad, shukriya, bahut shukriya
        谢谢, 谢谢你, 谢谢您, 谢谢了, 非常感谢, 多谢, 感谢, 謝謝
        tysm, tks, thnx, thank u, thanks again, cheers, appreciate it, much appreciated
        i appreciate it, good bot, great bot, nice bot, best bot, love this bot, i love this bot
        i love you, love you, love it, i love it, you are the best, you're the best, you rock
        well done, good job, great job, nice job, nice work, great work, good work
        te quiero, eres el mejor, buen bot, buen trabajo, bien hecho, te lo agradezco
        bom bot, ótimo bot, bom trabalho, muito bem, você é o melhor, agradeço, grato, grata
        अच्छा बॉट, शाबाश, बहुत बढ़िया, shabash, bahut badhiya, bahut accha
        好机器人, 干得好, 做得好, 太谢谢了, 辛苦了, 爱你
    """,
    Smalltalk.HELLO: """
        hello, hi, hey, hi there, good morning, good evening
        hola, hola a todos, buenas, buenos días, buenos dias, buenas tardes, buenas noches, qué tal
        olá, oi, oi tudo bem, bom dia, boa tarde, boa noite
        नमस्ते, नमस्कार, हैलो, हेलो, प्रणाम, namaste, namaskar, namaskaram, pranam
        你好, 您好, 你们好, 大家好, 嗨, 哈喽, 早上好, 下午好, 晚上好
        yo, sup, what's up, whats up, wassup, howdy, greetings, gm, morning, good afternoon
        how are you, how are u, how r u, how's it going, hows it going, hello there, good day
        cómo estás, como estas, qué pasa, que pasa, qué onda, que onda, buen día, buen dia
        tudo bem, tudo bom, como vai, e aí, e ai, opa
        आप कैसे हैं, कैसे हो, क्या हाल है, सुप्रभात, kaise ho, aap kaise hain, kya haal hai
        你好吗, 早, 早安, 最近怎么样
    """,
    Smalltalk.CHAT: """
        haha, lol, lmao, rofl, xd, hm, hmm, huh, oh, ah, aha, wow, whoa, omg, wtf, damn, oops, bruh
        bro, dude, man, gg, np, nvm, idk, ikr, fr, k, kk, ok, okay, okey, oki, ok cool, alright
        all right, right, sure, yes, yep, yeah, yup, ya, no, nope, nah, nice, nice one, cool, great
        good, awesome, amazing, excellent, perfect, neat, sweet, fantastic, wonderful, interesting
        impressive, really, seriously, for real, got it, gotcha, i see, makes sense, fair enough
        understood, i understand, noted, good to know, sounds good, that works, works for me
        no problem, no worries, never mind, nevermind, forget it, my bad, sorry, i am sorry
        test, testing, ping, pong, bad bot, stupid bot, dumb bot, bye, bye bye, goodbye, see you
        see ya, cya, ttyl, gn, good night, take care, have a nice day, welcome back, congrats
        vale, genial, perfecto, perfecta, entendido, entiendo, ya veo, de acuerdo, claro, sí, si
        bueno, bien, muy bien, qué bien, que bien, buenísimo, excelente, increíble, increible
        chévere, chevere, guay, de nada, lo siento, perdón, perdon, adiós, adios, chao, chau
        hasta luego, nos vemos, listo, dale, mal bot
        beleza, blz, perfeito, entendi, tá bom, ta bom, tá, certo, sim, não, nao, ótimo, otimo
        que legal, muito legal, massa, que massa, show de bola, incrível, incrivel, valeu mesmo
        desculpa, desculpe, tchau, até logo, ate logo, até mais, ate mais, fechado
        ठीक है, ठीक, अच्छा, बढ़िया, वाह, समझ गया, समझ गई, समझ गए, हाँ, हां, नहीं, सही है, मस्त, माफ़ करना
        अलविदा, फिर मिलेंगे, शुभ रात्रि, हाहा
        theek hai, thik hai, theek, accha, acha, achha, badhiya, wah, waah, samajh gaya, samajh gayi
        haan, han ji, haan ji, nahi, nahin, sahi hai, mast, alvida, phir milenge
        哈, 哈哈, 呵呵, 嘿嘿, 嘻嘻, 好的, 好, 好吧, 好呀, 行, 嗯, 嗯嗯, 哦, 噢, 喔
        哇, 可以, 明白, 明白了, 知道了, 懂了, 了解, 收到, 厉害, 太棒了, 真棒, 太好了, 不错
        很好, 牛, 牛逼, 是的, 对, 不是, 没事, 没关系, 不客气, 对不起, 抱歉, 再见, 拜拜
        晚安, 笑死, 有意思
    """,
}
"""Whole messages, or one after another: `ok thanks`, `haha nice`. The first kind names them all."""

FILLERS = """
    so, so much, very, very much, much, a lot, too, just, then, again, you, u, man, bro, dude, bot
    almanac, friend, friends, buddy, mate, sir, all, everyone, everybody, guys, team, folks, there
    well, that is, that's, thats, it is, it's, its, this is, that was, what a, please
    for that, for this, for your help, for the help, for the info, for the answer
    muy, mucho, todos, a todos, amigo, amiga, entonces, pues, por todo, por la ayuda
    muito, mesmo, gente, amigo, amiga, então, entao, pela ajuda, por tudo
    बहुत, जी, भाई, यार, bahut, ji, bhai, yaar
    了, 啊, 呀, 吧, 啦, 太, 真, 很, 都, 你, 您, 的, 帮忙
"""
"""What may stand between them, and says nothing by itself."""
